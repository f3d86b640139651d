# os.path: paths as texts; no file is looked at.

sep = "/"


def join(path, *parts):
    for part in parts:
        if part.startswith("/"):
            path = part
        elif not path or path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


def split(path):
    at = path.rfind("/") + 1
    head, tail = path[:at], path[at:]
    if head and head != "/" * len(head):
        head = head.rstrip("/")
    return head, tail


def basename(path):
    return split(path)[1]


def dirname(path):
    return split(path)[0]


def splitext(path):
    start = path.rfind("/") + 1
    dot = path.rfind(".", start)
    if dot > start and path[start:dot].strip("."):
        return path[:dot], path[dot:]
    return path, ""


def isabs(path):
    return path.startswith("/")


def normpath(path):
    if not path:
        return "."
    lead = "//" if path.startswith("//") and not path.startswith("///") else (
        "/" if path.startswith("/") else "")
    kept = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or (not lead and not kept) or (kept and kept[-1] == ".."):
            kept.append(part)
        elif kept:
            kept.pop()
    return (lead + "/".join(kept)) or "."


def abspath(path):
    return normpath(path if isabs(path) else join("/app", path))


realpath = abspath


def __getattr__(name):
    raise ImportError(f"os.path.{name} is not offered here: a program cannot reach files")
