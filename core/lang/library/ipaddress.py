# ipaddress: addresses and networks of both versions. RFC 791, RFC 4291; the words of CPython 3.14.


class AddressValueError(ValueError):
    pass


class NetmaskValueError(ValueError):
    pass


def _octet(text, address):
    if not text:
        raise AddressValueError(f"Empty octet not permitted in {address!r}")
    if not (text.isascii() and text.isdigit()):
        raise AddressValueError(f"Only decimal digits permitted in {text!r} in {address!r}")
    if len(text) > 3:
        raise AddressValueError(f"At most 3 characters permitted in {text!r} in {address!r}")
    if text != "0" and text[0] == "0":
        raise AddressValueError(f"Leading zeros are not permitted in {text!r} in {address!r}")
    if int(text) > 255:
        raise AddressValueError(f"Octet {int(text)} (> 255) not permitted in {address!r}")
    return int(text)


def _parse_v4(text):
    if not text:
        raise AddressValueError("Address cannot be empty")
    octets = text.split(".")
    if len(octets) != 4:
        raise AddressValueError(f"Expected 4 octets in {text!r}")
    number = 0
    for octet in octets:
        number = number << 8 | _octet(octet, text)
    return number


def _hextet(text, address):
    if not all(c in "0123456789abcdefABCDEF" for c in text):
        raise AddressValueError(f"Only hex digits permitted in {text!r} in {address!r}")
    if len(text) > 4:
        raise AddressValueError(f"At most 4 characters permitted in {text!r} in {address!r}")
    return int(text, 16)


def _parse_v6(text):
    if not text:
        raise AddressValueError("Address cannot be empty")
    if len(text) > 45:
        raise AddressValueError(f"At most 45 characters expected in {text!r}")
    parts = text.split(":", 9)
    if len(parts) < 3:
        raise AddressValueError(f"At least 3 parts expected in {text!r}")
    if "." in parts[-1]:
        try:
            low = _parse_v4(parts.pop())
        except AddressValueError as error:
            raise AddressValueError(f"{error} in {text!r}") from None
        parts += [f"{low >> 16 & 0xFFFF:x}", f"{low & 0xFFFF:x}"]
    if len(parts) > 9:
        raise AddressValueError(f"At most 8 colons permitted in {text!r}")
    skips = [at for at in range(1, len(parts) - 1) if not parts[at]]
    if len(skips) > 1:
        raise AddressValueError(f"At most one '::' permitted in {text!r}")
    if skips:
        high, low = parts[:skips[0]], parts[skips[0] + 1:]
        if not parts[0]:
            high = high[1:]
            if high:
                raise AddressValueError(f"Leading ':' only permitted as part of '::' in {text!r}")
        if not parts[-1]:
            low = low[:-1]
            if low:
                raise AddressValueError(f"Trailing ':' only permitted as part of '::' in {text!r}")
        skipped = 8 - len(high) - len(low)
        if skipped < 1:
            raise AddressValueError(f"Expected at most 7 other parts with '::' in {text!r}")
        parts = high + ["0"] * skipped + low
    else:
        if len(parts) != 8:
            raise AddressValueError(f"Exactly 8 parts expected without '::' in {text!r}")
        if not parts[0]:
            raise AddressValueError(f"Leading ':' only permitted as part of '::' in {text!r}")
        if not parts[-1]:
            raise AddressValueError(f"Trailing ':' only permitted as part of '::' in {text!r}")
    number = 0
    for part in parts:
        number = number << 16 | _hextet(part, text)
    return number


def _text_v4(number):
    return ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))


def _text_v6(number):
    parts = [f"{number >> shift & 0xFFFF:x}" for shift in range(112, -16, -16)]
    best, best_length, at = -1, 1, 0
    while at < 8:
        end = at
        while end < 8 and parts[end] == "0":
            end += 1
        if end - at > best_length:
            best, best_length = at, end - at
        at = end + 1 if end > at else at + 1
    if best < 0:
        return ":".join(parts)
    return ":".join(parts[:best]) + "::" + ":".join(parts[best + best_length:])


class _Base:
    __slots__ = ()

    @property
    def exploded(self):
        return self._exploded()

    @property
    def compressed(self):
        return str(self)

    def _exploded(self):
        return str(self)

    @property
    def reverse_pointer(self):
        if self.version == 4:
            return ".".join(reversed(str(self).split("."))) + ".in-addr.arpa"
        return ".".join(reversed(self.exploded.replace(":", ""))) + ".ip6.arpa"


class _Address(_Base):
    __slots__ = ("_number",)

    def __init__(self, address):
        if isinstance(address, int):
            if address < 0:
                raise AddressValueError(f"{address} (< 0) is not permitted as an IPv{self.version} "
                                        "address")
            if address >= 1 << self.max_prefixlen:
                raise AddressValueError(f"{address} (>= 2**{self.max_prefixlen}) is not permitted "
                                        f"as an IPv{self.version} address")
            self._number = int(address)
        elif isinstance(address, bytes):
            if len(address) != self.max_prefixlen // 8:
                raise AddressValueError(
                    f"{address!r} (len {len(address)} != {self.max_prefixlen // 8}) is not "
                    f"permitted as an IPv{self.version} address")
            self._number = int.from_bytes(address, "big")
        else:
            text = str(address)
            if "/" in text:
                raise AddressValueError(f"Unexpected '/' in {text!r}")
            self._number = self._parse(text)

    def __int__(self):
        return self._number

    def __hash__(self):
        return hash((self.version, self._number))

    def __eq__(self, other):
        if not isinstance(other, _Address):
            return NotImplemented
        return self.version == other.version and self._number == other._number

    def _same_version(self, other):
        if self.version != other.version:
            raise TypeError(f"{self} and {other} are not of the same version")

    def __lt__(self, other):
        if not isinstance(other, _Address):
            return NotImplemented
        self._same_version(other)
        return self._number < other._number

    def __le__(self, other):
        if not isinstance(other, _Address):
            return NotImplemented
        self._same_version(other)
        return self._number <= other._number

    def __gt__(self, other):
        if not isinstance(other, _Address):
            return NotImplemented
        self._same_version(other)
        return self._number > other._number

    def __ge__(self, other):
        if not isinstance(other, _Address):
            return NotImplemented
        self._same_version(other)
        return self._number >= other._number

    def __add__(self, other):
        return type(self)(self._number + other) if isinstance(other, int) else NotImplemented

    def __sub__(self, other):
        return type(self)(self._number - other) if isinstance(other, int) else NotImplemented

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def __format__(self, spec):
        return format(str(self), spec)

    @property
    def packed(self):
        return self._number.to_bytes(self.max_prefixlen // 8, "big")

    def _within(self, networks):
        return any(self in ip_network(network) for network in networks)

    @property
    def is_private(self):
        return self._within(self._private) and not self._within(self._public)

    @property
    def is_global(self):
        return not self.is_private and not self._within(self._shared)

    @property
    def is_loopback(self):
        return self._within(self._loopback)

    @property
    def is_link_local(self):
        return self._within(self._link_local)

    @property
    def is_multicast(self):
        return self._within(self._multicast)

    @property
    def is_reserved(self):
        return self._within(self._reserved)

    @property
    def is_unspecified(self):
        return self._number == 0


class IPv4Address(_Address):
    __slots__ = ()
    version = 4
    max_prefixlen = 32
    _private = ("0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
                "192.0.0.0/24", "192.0.0.170/31", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15",
                "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4", "255.255.255.255/32")
    _public = ("192.0.0.9/32", "192.0.0.10/32")
    _shared = ("100.64.0.0/10",)
    _loopback = ("127.0.0.0/8",)
    _link_local = ("169.254.0.0/16",)
    _multicast = ("224.0.0.0/4",)
    _reserved = ("240.0.0.0/4",)
    _parse = staticmethod(_parse_v4)

    def __str__(self):
        return _text_v4(self._number)

    @property
    def ipv6_mapped(self):
        return IPv6Address(0xFFFF << 32 | self._number)


class IPv6Address(_Address):
    __slots__ = ("scope_id",)
    version = 6
    max_prefixlen = 128
    _private = ("::1/128", "::/128", "::ffff:0:0/96", "64:ff9b:1::/48", "100::/64", "2001::/23",
                "2001:db8::/32", "2002::/16", "3fff::/20", "fc00::/7", "fe80::/10")
    _public = ("2001:1::1/128", "2001:1::2/128", "2001:3::/32", "2001:4:112::/48", "2001:20::/28",
               "2001:30::/28")
    _shared = ()
    _loopback = ("::1/128",)
    _link_local = ("fe80::/10",)
    _multicast = ("ff00::/8",)
    _reserved = ("::/8", "100::/8", "200::/7", "400::/6", "800::/5", "1000::/4", "4000::/3",
                 "6000::/3", "8000::/3", "A000::/3", "C000::/3", "E000::/4", "F000::/5", "F800::/6",
                 "FE00::/9")
    _parse = staticmethod(_parse_v6)

    def __init__(self, address):
        self.scope_id = None
        if isinstance(address, str):
            address, percent, scope = address.partition("%")
            if percent and (not scope or "%" in scope):
                raise AddressValueError(f'Invalid IPv6 address: "{address}%{scope}"')
            self.scope_id = scope or None
        _Address.__init__(self, address)

    def __str__(self):
        mapped = self.ipv4_mapped
        text = f"::ffff:{mapped}" if mapped is not None else _text_v6(self._number)
        return text if self.scope_id is None else f"{text}%{self.scope_id}"

    def _exploded(self):
        shifts = range(112, 16 if self.ipv4_mapped else -16, -16)
        text = ":".join(f"{self._number >> shift & 0xFFFF:04x}" for shift in shifts)
        if self.ipv4_mapped:
            text += f":{self.ipv4_mapped}"
        return text if self.scope_id is None else f"{text}%{self.scope_id}"

    @property
    def is_private(self):
        mapped = self.ipv4_mapped
        return super().is_private if mapped is None else mapped.is_private

    @property
    def is_global(self):
        mapped = self.ipv4_mapped
        return super().is_global if mapped is None else mapped.is_global

    @property
    def is_reserved(self):
        mapped = self.ipv4_mapped
        return super().is_reserved if mapped is None else mapped.is_reserved

    @property
    def is_site_local(self):
        return self._within(("fec0::/10",))

    @property
    def ipv4_mapped(self):
        if self._number >> 32 != 0xFFFF:
            return None
        return IPv4Address(self._number & 0xFFFFFFFF)


class _Network(_Base):
    def __init__(self, address, strict=True):
        if isinstance(address, tuple):
            base = address[0]
            mask = address[1] if len(address) > 1 else self.max_prefixlen
        elif isinstance(address, str):
            parts = address.split("/")
            if len(parts) > 2:
                raise AddressValueError(f"Only one '/' permitted in {address!r}")
            base = parts[0]
            mask = parts[1] if len(parts) == 2 else self.max_prefixlen
        else:
            base, mask = address, self.max_prefixlen
        self.network_address = self._address_class(base)
        self.prefixlen = self._prefix(mask)
        host_bits = self.max_prefixlen - self.prefixlen
        number = int(self.network_address)
        if number & ((1 << host_bits) - 1):
            if strict:
                raise ValueError(f"{self} has host bits set")
            self.network_address = self._address_class(number >> host_bits << host_bits)

    def _prefix(self, mask):
        text = str(mask)
        if text.isascii() and text.isdigit():
            if int(text) > self.max_prefixlen:
                raise NetmaskValueError(f"{text!r} is not a valid netmask")
            return int(text)
        if self.version == 4:
            try:
                number = _parse_v4(text)
            except AddressValueError:
                raise NetmaskValueError(f"{text!r} is not a valid netmask") from None
            for prefix in range(33):
                ones = (1 << 32) - (1 << 32 - prefix)
                if number == ones or number == ones ^ 0xFFFFFFFF:
                    return prefix
        raise NetmaskValueError(f"{text!r} is not a valid netmask")

    @property
    def netmask(self):
        ones = (1 << self.max_prefixlen) - (1 << self.max_prefixlen - self.prefixlen)
        return self._address_class(ones)

    @property
    def hostmask(self):
        return self._address_class((1 << self.max_prefixlen - self.prefixlen) - 1)

    @property
    def broadcast_address(self):
        return self._address_class(int(self.network_address) | int(self.hostmask))

    @property
    def num_addresses(self):
        return 1 << self.max_prefixlen - self.prefixlen

    @property
    def with_prefixlen(self):
        return f"{self.network_address}/{self.prefixlen}"

    @property
    def with_netmask(self):
        return f"{self.network_address}/{self.netmask}"

    @property
    def with_hostmask(self):
        return f"{self.network_address}/{self.hostmask}"

    def __str__(self):
        return self.with_prefixlen

    def _exploded(self):
        return f"{self.network_address.exploded}/{self.prefixlen}"

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def __hash__(self):
        return hash((int(self.network_address), self.prefixlen))

    def __eq__(self, other):
        if not isinstance(other, _Network):
            return NotImplemented
        return (self.version == other.version and self.prefixlen == other.prefixlen
                and self.network_address == other.network_address)

    def __lt__(self, other):
        if self.version != other.version:
            raise TypeError(f"{self} and {other} are not of the same version")
        return (self.network_address, self.prefixlen) < (other.network_address, other.prefixlen)

    def __contains__(self, other):
        if self.version != other.version or isinstance(other, _Network):
            return False
        return int(other) >> self.max_prefixlen - self.prefixlen == (
            int(self.network_address) >> self.max_prefixlen - self.prefixlen)

    def __getitem__(self, n):
        if not -self.num_addresses <= n < self.num_addresses:
            raise IndexError("address out of range")
        return self._address_class(int(self.network_address) + n % self.num_addresses)

    def __iter__(self):
        first = int(self.network_address)
        for at in range(self.num_addresses):
            yield self._address_class(first + at)

    def hosts(self):
        first, last = int(self.network_address), int(self.broadcast_address)
        if self.prefixlen < self.max_prefixlen - 1:
            first += 1
            if self.version == 4:
                last -= 1
        for number in range(first, last + 1):
            yield self._address_class(number)

    def overlaps(self, other):
        return (other.network_address in self or other.broadcast_address in self
                or self.network_address in other or self.broadcast_address in other)

    def subnet_of(self, other):
        if self.version != other.version:
            raise TypeError(f"{self} and {other} are not of the same version")
        return (other.network_address <= self.network_address
                and other.broadcast_address >= self.broadcast_address)

    def supernet_of(self, other):
        return other.subnet_of(self)

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        if new_prefix is None:
            new_prefix = self.prefixlen + prefixlen_diff
        elif new_prefix < self.prefixlen:
            raise ValueError("new prefix must be longer")
        if new_prefix > self.max_prefixlen:
            raise ValueError(f"prefix length diff {new_prefix - self.prefixlen} is invalid for "
                             f"netblock {self}")
        step = 1 << self.max_prefixlen - new_prefix
        for number in range(int(self.network_address), int(self.broadcast_address) + 1, step):
            yield type(self)((number, new_prefix))

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        prefix = self.prefixlen - prefixlen_diff if new_prefix is None else new_prefix
        if prefix < 0:
            raise ValueError(f"current prefixlen is {self.prefixlen}, cannot have a prefixlen_diff "
                             f"of {prefixlen_diff}")
        return type(self)((int(self.network_address), prefix), strict=False)

    def _both_ends(self, name):
        return getattr(self.network_address, name) and getattr(self.broadcast_address, name)

    @property
    def is_private(self):
        return any(self.subnet_of(type(self)(network)) for network in self._address_class._private)

    @property
    def is_global(self):
        return not self.is_private

    @property
    def is_loopback(self):
        return self._both_ends("is_loopback")

    @property
    def is_link_local(self):
        return self._both_ends("is_link_local")

    @property
    def is_multicast(self):
        return self._both_ends("is_multicast")


class IPv4Network(_Network):
    version = 4
    max_prefixlen = 32
    _address_class = IPv4Address


class IPv6Network(_Network):
    version = 6
    max_prefixlen = 128
    _address_class = IPv6Address


class IPv4Interface(IPv4Address):
    def __init__(self, address):
        text, slash, mask = str(address).partition("/")
        IPv4Address.__init__(self, text)
        self.network = IPv4Network(str(address), strict=False)

    @property
    def ip(self):
        return IPv4Address(self._number)

    @property
    def netmask(self):
        return self.network.netmask

    def __str__(self):
        return f"{_text_v4(self._number)}/{self.network.prefixlen}"


class IPv6Interface(IPv6Address):
    def __init__(self, address):
        text, slash, mask = str(address).partition("/")
        IPv6Address.__init__(self, text)
        self.network = IPv6Network(str(address), strict=False)

    @property
    def ip(self):
        return IPv6Address(self._number)

    @property
    def netmask(self):
        return self.network.netmask

    def __str__(self):
        return f"{_text_v6(self._number)}/{self.network.prefixlen}"


def _either(address, first, second, what, *options):
    for cls in (first, second):
        try:
            return cls(address, *options)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f"{address!r} does not appear to be an IPv4 or IPv6 {what}")


def ip_address(address):
    return _either(address, IPv4Address, IPv6Address, "address")


def ip_network(address, strict=True):
    return _either(address, IPv4Network, IPv6Network, "network", strict)


def ip_interface(address):
    return _either(address, IPv4Interface, IPv6Interface, "interface")


def collapse_addresses(addresses):
    networks = sorted({address if isinstance(address, _Network) else ip_network(address)
                       for address in addresses})
    changed = True
    while changed:
        changed, kept = False, []
        for network in networks:
            if kept and network.subnet_of(kept[-1]):
                changed = True
            elif kept and kept[-1].prefixlen == network.prefixlen and (
                    network.prefixlen and kept[-1].supernet() == network.supernet()):
                kept[-1] = network.supernet()
                changed = True
            else:
                kept.append(network)
        networks = kept
    return iter(networks)
