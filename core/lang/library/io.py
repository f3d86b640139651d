# io: texts and bytes in memory that are read and written like files.

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    _closed = False

    @property
    def closed(self):
        return self._closed

    def close(self):
        self._closed = True

    def _open(self):
        if self._closed:
            raise ValueError("I/O operation on closed file")

    def flush(self):
        self._open()

    def readable(self):
        self._open()
        return True

    writable = seekable = readable

    def isatty(self):
        self._open()
        return False

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, kind, value, trace):
        self.close()

    def __iter__(self):
        self._open()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1):
        return list(self)

    def writelines(self, lines):
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    pass


class _Memory:
    """What StringIO and BytesIO share; the content stands in pieces until it is looked at."""

    def _start(self, content):
        self._pieces = [content] if content else []
        self._at = 0

    def _content(self):
        if len(self._pieces) != 1:
            self._pieces = [self._empty.join(self._pieces)]
        return self._pieces[0]

    def _length(self):
        return sum(len(piece) for piece in self._pieces)

    def _put(self, data):
        length = self._length() if len(self._pieces) < 8 else len(self._content())
        if self._at == length:
            self._pieces.append(data)
        else:
            content = self._content()
            if self._at > length:
                content += self._pad * (self._at - length)
            self._pieces = [content[:self._at] + data + content[self._at + len(data):]]
        self._at += len(data)
        return len(data)

    def getvalue(self):
        self._open()
        return self._content()

    def tell(self):
        self._open()
        return self._at

    def truncate(self, size=None):
        self._open()
        size = self._at if size is None else size
        self._pieces = [self._content()[:size]]
        return size

    def read(self, size=-1):
        self._open()
        content = self._content()
        end = len(content) if size is None or size < 0 else self._at + size
        taken = content[self._at:end]
        self._at += len(taken)
        return taken

    def readline(self, size=-1):
        self._open()
        content = self._content()
        newline = content.find(self._newline, self._at)
        end = len(content) if newline < 0 else newline + 1
        if size is not None and size >= 0:
            end = min(end, self._at + size)
        taken = content[self._at:end]
        self._at += len(taken)
        return taken


class StringIO(_Memory, TextIOBase):
    _empty = ""
    _pad = "\0"
    _newline = "\n"

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not "
                            f"{type(initial_value).__name__}")
        self._start(initial_value or "")

    def write(self, s):
        self._open()
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got '{type(s).__name__}'")
        return self._put(s) if s else 0

    def seek(self, pos, whence=0):
        self._open()
        if whence == 0:
            if pos < 0:
                raise ValueError(f"Negative seek position {pos}")
            self._at = pos
        elif pos != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        elif whence == 2:
            self._at = self._length()
        return self._at


class BytesIO(_Memory, BufferedIOBase):
    _empty = b""
    _pad = b"\0"
    _newline = b"\n"

    def __init__(self, initial_bytes=b""):
        self._start(bytes(initial_bytes))

    def write(self, b):
        self._open()
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        b = bytes(b)
        return self._put(b) if b else 0

    def getbuffer(self):
        return self.getvalue()

    def seek(self, pos, whence=0):
        self._open()
        if whence == 0 and pos < 0:
            raise ValueError(f"negative seek value {pos}")
        base = 0 if whence == 0 else self._at if whence == 1 else self._length()
        self._at = max(base + pos, 0)
        return self._at

    read1 = _Memory.read


def __getattr__(name):
    raise ImportError(f"io.{name} is not offered here: a program cannot reach files "
                      "(io has StringIO and BytesIO)")
