log = []
def g():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        log.append("exit")
        raise
    finally:
        log.append("finally")
it = g()
next(it)
it.close()
it.close()
print(log)  # expect: ['exit', 'finally']
