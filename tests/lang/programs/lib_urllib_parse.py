# since: 3.14
out = []


def show(*values, sep=" ", end="\n"):
    out.append(sep.join(map(str, values)) + end)


from urllib.parse import *
for u in ["http://user:pw@Host.COM:8080/p/a;x=1?q=1&r=2#frag","//h/p","mailto:a@b.c","/path?x","http://[::1]:80/","https://h","","a:b:c","HTTP://H/%20 x","http:///p","ftp://h/a;type=i","http://a b/","javascript:alert(1)","http://h:99999/","http://h:x/", "http://[::1/", "x://y?z#"]:
    try:
        p=urlparse(u); show(p, p.geturl(), p.hostname, p.username, p.password); show(p.port)
    except ValueError as e: show(u, e)
    try: show(urlsplit(u))
    except ValueError as e: show(e)
show(quote("a b/c?d=é&~"), quote("a/b", safe=""), quote_plus("a b+c"), unquote("a%20b%C3%A9%zz%"), unquote_plus("a+b%2B"), quote(b"\xff"), unquote("%ff"), unquote_to_bytes("a%20b"))
show(urlencode({"a":1,"b":"x y","c":["1","2"]}), urlencode({"c":["1","2"]}, doseq=True), urlencode([("a","b"),("a","c")]))
show(parse_qs("a=1&a=2&b=&c"), parse_qs("a=1&b=", keep_blank_values=True), parse_qsl("a=1&b=%20+x&a=2"))
for r in ["g","./g","g/","/g","//g","?y","g?y","#s","g#s",";x","g;x","","..","../g","../../g","../../../g","/./g","http:g","g;x=1/../y"]:
    show(r, urljoin("http://a/b/c/d;p?q", r))
show(urlunparse(("http","h","/p","","q=1","f")), urlunsplit(("https","h","p","","")), urldefrag("http://a/b#c"))
p=urlparse("http://h/p"); show(p._replace(query="x=1").geturl(), p.scheme, p[1], tuple(p))
for line in "".join(out).splitlines():
    print(line)  # expect: ParseResult(scheme='http', netloc='user:pw@Host.COM:8080', path='/p/a', params='x=1', query='q=1&r=2', fragment='frag') http://user:pw@Host.COM:8080/p/a;x=1?q=1&r=2#frag host.com user pw
    # expect: 8080
    # expect: SplitResult(scheme='http', netloc='user:pw@Host.COM:8080', path='/p/a;x=1', query='q=1&r=2', fragment='frag')
    # expect: ParseResult(scheme='', netloc='h', path='/p', params='', query='', fragment='') //h/p h None None
    # expect: None
    # expect: SplitResult(scheme='', netloc='h', path='/p', query='', fragment='')
    # expect: ParseResult(scheme='mailto', netloc='', path='a@b.c', params='', query='', fragment='') mailto:a@b.c None None None
    # expect: None
    # expect: SplitResult(scheme='mailto', netloc='', path='a@b.c', query='', fragment='')
    # expect: ParseResult(scheme='', netloc='', path='/path', params='', query='x', fragment='') /path?x None None None
    # expect: None
    # expect: SplitResult(scheme='', netloc='', path='/path', query='x', fragment='')
    # expect: ParseResult(scheme='http', netloc='[::1]:80', path='/', params='', query='', fragment='') http://[::1]:80/ ::1 None None
    # expect: 80
    # expect: SplitResult(scheme='http', netloc='[::1]:80', path='/', query='', fragment='')
    # expect: ParseResult(scheme='https', netloc='h', path='', params='', query='', fragment='') https://h h None None
    # expect: None
    # expect: SplitResult(scheme='https', netloc='h', path='', query='', fragment='')
    # expect: ParseResult(scheme='', netloc='', path='', params='', query='', fragment='')  None None None
    # expect: None
    # expect: SplitResult(scheme='', netloc='', path='', query='', fragment='')
    # expect: ParseResult(scheme='a', netloc='', path='b:c', params='', query='', fragment='') a:b:c None None None
    # expect: None
    # expect: SplitResult(scheme='a', netloc='', path='b:c', query='', fragment='')
    # expect: ParseResult(scheme='http', netloc='H', path='/%20 x', params='', query='', fragment='') http://H/%20 x h None None
    # expect: None
    # expect: SplitResult(scheme='http', netloc='H', path='/%20 x', query='', fragment='')
    # expect: ParseResult(scheme='http', netloc='', path='/p', params='', query='', fragment='') http:///p None None None
    # expect: None
    # expect: SplitResult(scheme='http', netloc='', path='/p', query='', fragment='')
    # expect: ParseResult(scheme='ftp', netloc='h', path='/a', params='type=i', query='', fragment='') ftp://h/a;type=i h None None
    # expect: None
    # expect: SplitResult(scheme='ftp', netloc='h', path='/a;type=i', query='', fragment='')
    # expect: ParseResult(scheme='http', netloc='a b', path='/', params='', query='', fragment='') http://a b/ a b None None
    # expect: None
    # expect: SplitResult(scheme='http', netloc='a b', path='/', query='', fragment='')
    # expect: ParseResult(scheme='javascript', netloc='', path='alert(1)', params='', query='', fragment='') javascript:alert(1) None None None
    # expect: None
    # expect: SplitResult(scheme='javascript', netloc='', path='alert(1)', query='', fragment='')
    # expect: ParseResult(scheme='http', netloc='h:99999', path='/', params='', query='', fragment='') http://h:99999/ h None None
    # expect: http://h:99999/ Port out of range 0-65535
    # expect: SplitResult(scheme='http', netloc='h:99999', path='/', query='', fragment='')
    # expect: ParseResult(scheme='http', netloc='h:x', path='/', params='', query='', fragment='') http://h:x/ h None None
    # expect: http://h:x/ Port could not be cast to integer value as 'x'
    # expect: SplitResult(scheme='http', netloc='h:x', path='/', query='', fragment='')
    # expect: http://[::1/ Invalid IPv6 URL
    # expect: Invalid IPv6 URL
    # expect: ParseResult(scheme='x', netloc='y', path='', params='', query='z', fragment='') x://y?z y None None
    # expect: None
    # expect: SplitResult(scheme='x', netloc='y', path='', query='z', fragment='')
    # expect: a%20b/c%3Fd%3D%C3%A9%26~ a%2Fb a+b%2Bc a bé%zz% a b+ %FF � b'a b'
    # expect: a=1&b=x+y&c=%5B%271%27%2C+%272%27%5D c=1&c=2 a=b&a=c
    # expect: {'a': ['1', '2']} {'a': ['1'], 'b': ['']} [('a', '1'), ('b', '  x'), ('a', '2')]
    # expect: g http://a/b/c/g
    # expect: ./g http://a/b/c/g
    # expect: g/ http://a/b/c/g/
    # expect: /g http://a/g
    # expect: //g http://g
    # expect: ?y http://a/b/c/d;p?y
    # expect: g?y http://a/b/c/g?y
    # expect: #s http://a/b/c/d;p?q#s
    # expect: g#s http://a/b/c/g#s
    # expect: ;x http://a/b/c/;x
    # expect: g;x http://a/b/c/g;x
    # expect:  http://a/b/c/d;p?q
    # expect: .. http://a/b/
    # expect: ../g http://a/b/g
    # expect: ../../g http://a/g
    # expect: ../../../g http://a/g
    # expect: /./g http://a/g
    # expect: http:g http://a/b/c/g
    # expect: g;x=1/../y http://a/b/c/y
    # expect: http://h/p?q=1#f https://h/p DefragResult(url='http://a/b', fragment='c')
    # expect: http://h/p?x=1 http h ('http', 'h', '/p', '', '', '')
