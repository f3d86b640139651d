log = []
def check(name, result):
    log.append(name)
    return result
match 5:
    case n if check("first", False):
        pass
    case int() if check("second", True):
        log.append("body")
    case _:
        log.append("never")
print(log, n)  # expect: ['first', 'second', 'body'] 5
