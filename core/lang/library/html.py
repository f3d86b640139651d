# html: text for HTML and back.
import re as _re

_named = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": "\xa0",
          "copy": "\xa9", "reg": "\xae", "euro": "\u20ac", "hellip": "\u2026", "mdash": "\u2014",
          "ndash": "\u2013", "laquo": "\xab", "raquo": "\xbb", "eacute": "\xe9", "auml": "\xe4",
          "ouml": "\xf6", "uuml": "\xfc", "szlig": "\xdf"}

_without_end = {"amp", "lt", "gt", "quot", "nbsp", "copy", "reg", "eacute", "auml", "ouml", "uuml",
                "szlig", "laquo", "raquo"}


def escape(s, quote=True):
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if quote:
        s = s.replace('"', "&quot;").replace("'", "&#x27;")
    return s


def _character(found):
    name = found.group(1)
    if name.startswith("#"):
        number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        if number == 0 or 0xD800 <= number < 0xE000 or number > 0x10FFFF:
            return "\ufffd"
        return chr(number)
    if name in _named and (found.group(2) or name in _without_end):
        return _named[name]
    return found.group(0)


def unescape(s):
    if "&" not in s:
        return s
    return _re.sub(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]+)(;?)", _character, s)
