# since: 3.14
import html
print(html.escape("<a href='x'>&\"</a>"), html.escape("'\"", quote=False), html.unescape("&lt;b&gt; &amp; &#39;&#x27; &eacute; &copy; &nope; &quot"))  # expect: &lt;a href=&#x27;x&#x27;&gt;&amp;&quot;&lt;/a&gt; '" <b> & '' é © &nope; "
