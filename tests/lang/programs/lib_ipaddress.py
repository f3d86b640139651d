# since: 3.14
out = []


def show(*values, sep=" ", end="\n"):
    out.append(sep.join(map(str, values)) + end)


import ipaddress as ip
for a in ["192.168.0.1","10.0.0.1","8.8.8.8","127.0.0.1","::1","2001:db8::1","fe80::1%eth0","224.0.0.1","169.254.1.1","0.0.0.0","::","::ffff:1.2.3.4","1:2:3:4:5:6:7:8","255.255.255.255","100.64.0.1"]:
    x=ip.ip_address(a); show(x, repr(x), x.version, int(x), x.is_private, x.is_loopback, x.is_multicast, x.is_global, x.is_link_local, x.is_reserved, x.exploded, x.compressed)
for b in ["256.1.1.1","1.2.3","a.b.c.d","1.2.3.4/24","","1::2::3","12345::","01.2.3.4",":1","1:2"]:
    try: show(ip.ip_address(b))
    except ValueError as e: show(e)
    try: show(ip.IPv4Address(b))
    except ValueError as e: show(type(e).__name__, e)
    try: show(ip.IPv6Address(b))
    except ValueError as e: show(type(e).__name__, e)
n=ip.ip_network("10.0.0.0/8"); show(n, repr(n), ip.ip_address("10.1.2.3") in n, ip.ip_address("11.0.0.1") in n, n.num_addresses, n.netmask, n.broadcast_address, n.network_address, n.prefixlen, n.hostmask)
for b in ["10.0.0.1/8","10.0.0.0/33","x/8","1.2.3.0/255.255.255.0","1.2.3.4"]:
    try: show(ip.ip_network(b))
    except ValueError as e: show(e)
show(ip.ip_network("10.0.0.1/8", strict=False), list(ip.ip_network("192.168.1.0/30").hosts()), list(ip.ip_network("192.168.1.0/30")), list(ip.ip_network("10.0.0.0/30").subnets()))
show(sorted([ip.ip_address("10.0.0.2"), ip.ip_address("10.0.0.1")]), ip.ip_address("1.2.3.4")+1, {ip.ip_address("1.1.1.1"): 1})
show(ip.ip_network("2001:db8::/32"), ip.ip_address("2001:db8::5") in ip.ip_network("2001:db8::/32"), ip.ip_network("10.0.0.0/24").overlaps(ip.ip_network("10.0.0.128/25")), ip.ip_network("10.0.0.0/24").subnet_of(ip.ip_network("10.0.0.0/8")), ip.ip_network("10.0.0.0/8").is_private)
show(ip.ip_interface("10.0.0.5/24"), ip.ip_interface("10.0.0.5/24").network, ip.ip_address("1.2.3.4").packed, ip.ip_address("1.2.3.4").reverse_pointer)
for line in "".join(out).splitlines():
    print(line)  # expect: 192.168.0.1 IPv4Address('192.168.0.1') 4 3232235521 True False False False False False 192.168.0.1 192.168.0.1
    # expect: 10.0.0.1 IPv4Address('10.0.0.1') 4 167772161 True False False False False False 10.0.0.1 10.0.0.1
    # expect: 8.8.8.8 IPv4Address('8.8.8.8') 4 134744072 False False False True False False 8.8.8.8 8.8.8.8
    # expect: 127.0.0.1 IPv4Address('127.0.0.1') 4 2130706433 True True False False False False 127.0.0.1 127.0.0.1
    # expect: ::1 IPv6Address('::1') 6 1 True True False False False True 0000:0000:0000:0000:0000:0000:0000:0001 ::1
    # expect: 2001:db8::1 IPv6Address('2001:db8::1') 6 42540766411282592856903984951653826561 True False False False False False 2001:0db8:0000:0000:0000:0000:0000:0001 2001:db8::1
    # expect: fe80::1%eth0 IPv6Address('fe80::1%eth0') 6 338288524927261089654018896841347694593 True False False False True False fe80:0000:0000:0000:0000:0000:0000:0001%eth0 fe80::1%eth0
    # expect: 224.0.0.1 IPv4Address('224.0.0.1') 4 3758096385 False False True True False False 224.0.0.1 224.0.0.1
    # expect: 169.254.1.1 IPv4Address('169.254.1.1') 4 2851995905 True False False False True False 169.254.1.1 169.254.1.1
    # expect: 0.0.0.0 IPv4Address('0.0.0.0') 4 0 True False False False False False 0.0.0.0 0.0.0.0
    # expect: :: IPv6Address('::') 6 0 True False False False False True 0000:0000:0000:0000:0000:0000:0000:0000 ::
    # expect: ::ffff:1.2.3.4 IPv6Address('::ffff:1.2.3.4') 6 281470698652420 False False False True False False 0000:0000:0000:0000:0000:ffff:1.2.3.4 ::ffff:1.2.3.4
    # expect: 1:2:3:4:5:6:7:8 IPv6Address('1:2:3:4:5:6:7:8') 6 5192455318486707404433266433261576 False False False True False True 0001:0002:0003:0004:0005:0006:0007:0008 1:2:3:4:5:6:7:8
    # expect: 255.255.255.255 IPv4Address('255.255.255.255') 4 4294967295 True False False False False True 255.255.255.255 255.255.255.255
    # expect: 100.64.0.1 IPv4Address('100.64.0.1') 4 1681915905 False False False False False False 100.64.0.1 100.64.0.1
    # expect: '256.1.1.1' does not appear to be an IPv4 or IPv6 address
    # expect: AddressValueError Octet 256 (> 255) not permitted in '256.1.1.1'
    # expect: AddressValueError At least 3 parts expected in '256.1.1.1'
    # expect: '1.2.3' does not appear to be an IPv4 or IPv6 address
    # expect: AddressValueError Expected 4 octets in '1.2.3'
    # expect: AddressValueError At least 3 parts expected in '1.2.3'
    # expect: 'a.b.c.d' does not appear to be an IPv4 or IPv6 address
    # expect: AddressValueError Only decimal digits permitted in 'a' in 'a.b.c.d'
    # expect: AddressValueError At least 3 parts expected in 'a.b.c.d'
    # expect: '1.2.3.4/24' does not appear to be an IPv4 or IPv6 address
    # expect: AddressValueError Unexpected '/' in '1.2.3.4/24'
    # expect: AddressValueError Unexpected '/' in '1.2.3.4/24'
    # expect: '' does not appear to be an IPv4 or IPv6 address
    # expect: AddressValueError Address cannot be empty
    # expect: AddressValueError Address cannot be empty
    # expect: '1::2::3' does not appear to be an IPv4 or IPv6 address
    # expect: AddressValueError Expected 4 octets in '1::2::3'
    # expect: AddressValueError At most one '::' permitted in '1::2::3'
    # expect: '12345::' does not appear to be an IPv4 or IPv6 address
    # expect: AddressValueError Expected 4 octets in '12345::'
    # expect: AddressValueError At most 4 characters permitted in '12345' in '12345::'
    # expect: '01.2.3.4' does not appear to be an IPv4 or IPv6 address
    # expect: AddressValueError Leading zeros are not permitted in '01' in '01.2.3.4'
    # expect: AddressValueError At least 3 parts expected in '01.2.3.4'
    # expect: ':1' does not appear to be an IPv4 or IPv6 address
    # expect: AddressValueError Expected 4 octets in ':1'
    # expect: AddressValueError At least 3 parts expected in ':1'
    # expect: '1:2' does not appear to be an IPv4 or IPv6 address
    # expect: AddressValueError Expected 4 octets in '1:2'
    # expect: AddressValueError At least 3 parts expected in '1:2'
    # expect: 10.0.0.0/8 IPv4Network('10.0.0.0/8') True False 16777216 255.0.0.0 10.255.255.255 10.0.0.0 8 0.255.255.255
    # expect: 10.0.0.1/8 has host bits set
    # expect: '10.0.0.0/33' does not appear to be an IPv4 or IPv6 network
    # expect: 'x/8' does not appear to be an IPv4 or IPv6 network
    # expect: 1.2.3.0/24
    # expect: 1.2.3.4/32
    # expect: 10.0.0.0/8 [IPv4Address('192.168.1.1'), IPv4Address('192.168.1.2')] [IPv4Address('192.168.1.0'), IPv4Address('192.168.1.1'), IPv4Address('192.168.1.2'), IPv4Address('192.168.1.3')] [IPv4Network('10.0.0.0/31'), IPv4Network('10.0.0.2/31')]
    # expect: [IPv4Address('10.0.0.1'), IPv4Address('10.0.0.2')] 1.2.3.5 {IPv4Address('1.1.1.1'): 1}
    # expect: 2001:db8::/32 True True True True
    # expect: 10.0.0.5/24 10.0.0.0/24 b'\x01\x02\x03\x04' 4.3.2.1.in-addr.arpa
