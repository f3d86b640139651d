class Managed:
    def __init__(self, log):
        self.log = log
    def __enter__(self):
        self.log.append("enter")
        return self
    def __exit__(self, kind, value, tb):
        self.log.append(kind.__name__ if kind else "clean")
        return kind is ValueError
log = []
with Managed(log) as m:
    log.append("body")
print(log)  # expect: ['enter', 'body', 'clean']
with Managed(log):
    raise ValueError("swallowed")
print(log[2:])  # expect: ['clean', 'enter', 'ValueError']
with Managed(log), Managed(log) as n:
    log.append("both")
print(log[4:])  # expect: ['ValueError', 'enter', 'enter', 'both', 'clean', 'clean']
