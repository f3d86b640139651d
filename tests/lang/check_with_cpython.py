#!/usr/bin/env python3
"""Hold the programs of tests/lang/programs against the CPython that runs this script.

    python3 tests/lang/check_with_cpython.py [NAME ...]

Every expectation must be what CPython prints:
    print(x)  # expect: text              the next line of output; more lines follow as comments
    x.y       # expect error: Type: text  the uncaught error that ends the program, on this line
A line marked (3.14), `# expect (3.14): text`, shows words that older versions put differently:
there only the type of an error is compared. A first line `# since: 3.12` names the first version
that can read the program. The text after an error is not compared beyond its first line.
"""

import os
import pathlib
import re
import subprocess
import sys

PROGRAMS = pathlib.Path(__file__).parent / "programs"
EXPECT = re.compile(r"# expect( error)?( \(3\.14\))?:(?: (.*))?$")
LAST_LINE_NUMBER = re.compile(r'  File ".*", line (\d+)')
IS_314 = sys.version_info >= (3, 14)


def expectations(source):
    output, error = [], None
    for number, line in enumerate(source.split("\n"), 1):
        found = EXPECT.search(line)
        if not found:
            continue
        is_error, only_314, text = found.groups()
        known = IS_314 or not only_314
        if is_error:
            error = (number, text, known)
        else:
            output.append((number, text or "", known))
    return output, error


def readable(source):
    since = re.match(r"# since: 3\.(\d+)", source)
    return not since or sys.version_info >= (3, int(since.group(1)))


def check(path):
    source = path.read_text(encoding="utf-8")
    if not readable(source):
        return "skipped"
    output, error = expectations(source)
    environment = {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "PATH": os.environ.get("PATH", "")}
    run = subprocess.run(
        [sys.executable, "-W", "ignore", str(path)], capture_output=True, text=True, env=environment, timeout=60,
        encoding="utf-8",
    )
    printed = run.stdout.split("\n")[:-1] if run.stdout.endswith("\n") else run.stdout.split("\n")
    if printed == [""] and not output:
        printed = []
    for (number, text, known), line in zip(output, printed):
        if known and text != line.rstrip():
            return f"line {number}: expected {text!r}, CPython prints {line!r}"
    if len(output) != len(printed):
        return f"{len(output)} lines expected, CPython prints {len(printed)}"
    return check_error(error, run.stderr)


def check_error(error, stderr):
    if error is None:
        return None if not stderr.strip() else "unexpected error: " + stderr.strip().split("\n")[-1]
    number, text, known = error
    if not stderr.strip():
        return f"line {number}: no error"
    places = LAST_LINE_NUMBER.findall(stderr)
    last = [line for line in stderr.split("\n") if re.match(r"[A-Za-z_.]+(:|$)", line)][-1]
    if known and last != text:
        return f"line {number}: expected {text!r}, CPython says {last!r}"
    if last.split(":")[0] != text.split(":")[0]:
        return f"line {number}: expected {text!r}, CPython says {last!r}"
    if str(number) not in places:
        return f"the error is on line {places}, not {number}"
    return None


def main():
    names = sys.argv[1:]
    paths = [PROGRAMS / f"{name}.py" for name in names] or sorted(PROGRAMS.glob("*.py"))
    wrong = skipped = 0
    for path in paths:
        result = check(path)
        if result == "skipped":
            skipped += 1
        elif result:
            wrong += 1
            print(f"{path.name}: {result}")
    print(f"{len(paths) - wrong - skipped} as CPython {sys.version.split()[0]} has it, "
          f"{wrong} not, {skipped} skipped")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
