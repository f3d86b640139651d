results = []
for x in ["1", "x", "3"]:
    try:
        results.append(int(x))
    except ValueError:
        results.append(None)
        continue
    finally:
        results.append("-")
print(results)  # expect: [1, '-', None, '-', 3, '-']
