"""run_shard.py PROGRAM INDEX COUNT -- runs every COUNT-th test of a GoogleTest program in one process.

A process for each test costs more than most tests do. When the program dies, the test that it died
in is named, and a new process runs those that were still to come.
"""

import os
import re
import subprocess
import sys
import tempfile


def tests_of(program):
    listing = subprocess.run([program, "--gtest_list_tests"], check=True, capture_output=True, text=True)
    names, suite = [], ""
    for line in listing.stdout.splitlines():
        name = line.split("#")[0].rstrip()
        if name.startswith("  "):
            names.append(suite + name.strip())
        elif name.endswith("."):
            suite = name
    return names


def run(program, names):
    """Runs the tests and shows what they say; returns the exit code and the names that began."""
    with tempfile.NamedTemporaryFile("w", suffix=".flags", delete=False) as flags:
        flags.write("--gtest_filter=" + ":".join(names) + "\n")
    begun = []
    try:
        with subprocess.Popen([program, "--gtest_flagfile=" + flags.name, "--gtest_color=no"], text=True,
                              errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as child:
            for line in child.stdout:
                sys.stdout.write(line)
                sys.stdout.flush()
                match = re.match(r"\[ RUN      \] (\S+)", line)
                if match:
                    begun.append(match.group(1))
        return child.returncode, begun
    finally:
        os.unlink(flags.name)


def main():
    program, index, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    left = tests_of(program)[index::count]
    failed = False
    while left:
        code, begun = run(program, left)
        failed = failed or code != 0
        done = set(begun)
        still_left = [name for name in left if name not in done]
        if still_left and not begun:
            print(f"run_shard: {program} ends with {code} before any test of {len(still_left)}")
            return 1
        if still_left:
            print(f"run_shard: ended with {code} in {begun[-1]}; {len(still_left)} tests are still to come")
            failed = True
        left = still_left
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
