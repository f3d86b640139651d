# string: Template, Formatter and capwords; the constants are in lib_small.cpp.
import re as _re


def capwords(s, sep=None):
    return (sep or " ").join(word.capitalize() for word in s.split(sep))


class Template:
    delimiter = "$"
    idpattern = "(?a:[_a-z][_a-z0-9]*)"
    flags = 2

    def __init__(self, template):
        self.template = template

    def _pattern(self):
        mark = _re.escape(self.delimiter)
        return _re.compile(
            rf"{mark}(?:(?P<escaped>{mark})|(?P<named>{self.idpattern})"
            rf"|{{(?P<braced>{self.idpattern})}}|(?P<invalid>))", self.flags)

    def _replace(self, mapping, kws, safe):
        def value(found):
            name = found.group("named") or found.group("braced")
            if name is not None:
                if safe and name not in kws and name not in mapping:
                    return found.group()
                return str(kws[name] if name in kws else mapping[name])
            if found.group("escaped") is not None or safe:
                return self.delimiter if found.group("escaped") is not None else found.group()
            before = self.template[:found.start("invalid")].splitlines(keepends=True)
            column = found.start("invalid") - len("".join(before[:-1])) if before else 1
            raise ValueError(f"Invalid placeholder in string: line {max(len(before), 1)}, "
                             f"col {column}")
        return self._pattern().sub(value, self.template)

    def substitute(self, mapping={}, /, **kws):
        return self._replace(mapping, kws, False)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._replace(mapping, kws, True)

    def get_identifiers(self):
        names = []
        for found in self._pattern().finditer(self.template):
            name = found.group("named") or found.group("braced")
            if name is not None and name not in names:
                names.append(name)
        return names

    def is_valid(self):
        return all(found.group("invalid") is None
                   for found in self._pattern().finditer(self.template))


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
