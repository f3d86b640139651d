# since: 3.14
import os
print(os.environ.get("SECRET_KEY", "dev"), os.getenv("X"), os.getenv("X", "y"))  # expect: dev None y
try: os.environ["NOPE_X"]
except KeyError as e: print("KeyError", e)  # expect: KeyError 'NOPE_X'
os.environ["A"]="1"; print(os.environ["A"], "A" in os.environ, os.environ.setdefault("B","2"))  # expect: 1 True 2
print(os.path.join("a","b","/c","d"), os.path.basename("/x/y.txt"), os.path.dirname("/x/y.txt"), os.path.splitext("a.tar.gz"), os.path.normpath("a/../b//c/."))  # expect: /c/d y.txt /x ('a.tar', '.gz') b/c
print(len(os.urandom(8)), os.name, os.sep, os.linesep=="\n")  # expect: 8 posix / True
try: os.environ["Q"]=1
except TypeError as e: print(e)  # expect: str expected, not int
