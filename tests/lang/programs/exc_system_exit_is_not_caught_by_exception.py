try:
    try:
        raise SystemExit(3)
    except Exception:
        print("no")
except BaseException as e:
    print("base", type(e).__name__, e.code)  # expect: base SystemExit 3
