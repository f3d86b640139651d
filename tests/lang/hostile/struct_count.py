# expect: error:Exception | limit:memory
import struct

struct.pack("99999999999999999999x")
