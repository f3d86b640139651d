n = 0
while n < 10:
    n += 1
    if n == 2:
        continue
    if n == 5:
        break
    print(n)  # expect: 1
# expect: 3
# expect: 4
else:
    print("not reached")
while n > 4:
    n -= 1
else:
    print("ended", n)  # expect: ended 4
while True:
    break
print("done")  # expect: done
