# keyword: the words that are no names. Python 3.14.
kwlist = ["False", "None", "True", "and", "as", "assert", "async", "await", "break", "class",
          "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global",
          "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return",
          "try", "while", "with", "yield"]
softkwlist = ["_", "case", "match", "type"]


def iskeyword(text):
    return text in kwlist


def issoftkeyword(text):
    return text in softkwlist
