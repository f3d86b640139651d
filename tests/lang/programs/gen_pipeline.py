def read(lines):
    for line in lines:
        yield line.strip()
def only(lines, word):
    return (line for line in lines if word in line)
log = ["  GET /a ", "POST /b", " GET /c"]
print(list(only(read(log), "GET")))  # expect: ['GET /a', 'GET /c']
