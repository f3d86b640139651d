# expect: ok | error:TypeError | error:AttributeError
import ipaddress
import re

re.compile = None
ipaddress.IPv4Address.__str__ = lambda self: "x" * 10
print(ipaddress.ip_address("1.2.3.4"))
