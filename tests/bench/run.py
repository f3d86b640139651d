#!/usr/bin/env python3
"""Every figure beside its anchor, measured in one run. Called by ./dev bench.

usage: run.py --build DIR [--rounds N]

Whole processes are timed by turns, ours and the anchor in the same round, so that a slow moment of
the machine hits both; medians are shown. What cannot be measured here is said, never left out.
"""
import argparse
import json
import math
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SAMPLE = ROOT / "scenarios/01_protected_routes.py"
LESSON = ROOT / "scenarios/01_protected_routes.json"
WORKLOADS = ["loops", "calls", "recursion", "generators", "objects", "attribute", "texts", "list"]

rows = []
notes = []


def row(what, figure, aim, record, anchor):
    rows.append((what, figure, aim, record, anchor))


def missing(what, why, aim, record):
    row(what, "not measured", aim, record, why)


def seconds(command):
    """How long the process takes from start to end; None when it fails."""
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start if done.returncode == 0 else None


def medians(commands, rounds):
    """The median time of each named command; they take turns. None where one failed."""
    times = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(seconds(command))
    return {name: None if None in took else statistics.median(took)
            for name, took in times.items()}


def interpreters():
    """CPython 3.11 for the programs, and one that has FastAPI; either may be None."""
    plain = with_fastapi = None
    for name in ("/usr/bin/python3", "python3.11", "python3"):
        path = shutil.which(name)
        if not path:
            continue
        version = subprocess.run([path, "-c", "import sys; print(sys.version_info[:2] == (3, 11))"],
                                 capture_output=True, text=True).stdout.strip()
        if plain is None and version == "True":
            plain = path
        if with_fastapi is None and subprocess.run(
                [path, "-c", "import fastapi"], capture_output=True).returncode == 0:
            with_fastapi = path
    return plain, with_fastapi


def google_benchmark(program, names):
    """The results of the benchmarks whose names begin so, by name; {} when they fail."""
    if not program.exists():
        return {}
    done = subprocess.run([program, "--benchmark_format=json", "--benchmark_repetitions=3",
                           f"--benchmark_filter=^({names})"], capture_output=True, text=True)
    if done.returncode != 0:
        last_words = done.stderr.strip().splitlines()[-1:]
        notes.append(f"bench_authwalk failed at {names}: {''.join(last_words)}")
        return {}
    if not done.stdout.strip():
        return {}
    try:
        results = json.loads(done.stdout)["benchmarks"]
    except ValueError:  # it has complained in between: its figures mean nothing
        notes.append(f"bench_authwalk complained at {names}")
        return {}
    by_name = {}
    for result in results:
        if result.get("run_type") == "iteration":
            by_name.setdefault(result["name"].split("/iterations")[0], []).append(result)
    return by_name


def middle(results, key):
    return statistics.median(result[key] for result in results)


def measure_request(bench, fastapi, rounds):
    beside_fastapi(bench, fastapi, rounds, "a request, recorded, beside FastAPI", "recorded",
                   [SAMPLE, "5"])
    beside_fastapi(bench, fastapi, rounds, "a JWT login, recorded, beside FastAPI",
                   "login_recorded", [HERE / "jwt_login.py", "5", "login"])


def beside_fastapi(bench, fastapi, rounds, what, name, arguments):
    aim, record = "0.25 x", "0.10 x"
    ours, theirs = [], []
    for _ in range(rounds):
        results = google_benchmark(bench, f"answer_requests/{name}$")
        if not results:
            return missing(what, "the benchmark did not run", aim, record)
        ours.append(middle(results[f"answer_requests/{name}"], "real_time"))
        if fastapi:
            done = subprocess.run([fastapi, HERE / "fastapi_requests.py", *arguments],
                                  capture_output=True, text=True)
            theirs += [float(line) for line in done.stdout.split()]
    us = statistics.median(ours)
    if not theirs:
        return row(what, f"{us:.1f} us", aim, record,
                   "no python3 with FastAPI, its forms and PyJWT here")
    anchor = statistics.median(theirs)
    row(what, f"{us / anchor:.3f} x ({us:.1f} us)", aim, record, f"FastAPI {anchor:.0f} us")


def geometric_mean(values):
    return math.exp(sum(math.log(value) for value in values) / len(values))


def measure_programs(build, python, rounds):
    runner = build / "tests/bench/run_program"
    off, on = {}, {}
    if not runner.exists() or not python:
        why = "no CPython 3.11 here" if runner.exists() else "run_program is not built"
        missing("programs, recording off", why, "0.80 x", "0.50 x")
        missing("programs, recorded", why, "2.0 x", "1.2 x")
        return
    for program in sorted((HERE / "programs").glob("*.py")):
        took = medians({"python": [python, program], "off": [runner, program],
                        "on": [runner, "--record", program]}, rounds)
        if None in took.values():
            failed = ", ".join(name for name, value in took.items() if value is None)
            notes.append(f"{program.name}: failed ({failed}); not in the means")
            continue
        off[program.stem] = took["off"] / took["python"]
        on[program.stem] = took["on"] / took["python"]
        notes.append(f"{program.stem:8} CPython {took['python'] * 1e3:6.0f} ms   off "
                     f"{off[program.stem]:5.2f} x   recorded {on[program.stem]:5.2f} x")
    for what, ratios, aim, record in (("programs, recording off", off, "0.80 x", "0.50 x"),
                                      ("programs, recorded", on, "2.0 x", "1.2 x")):
        if not ratios:
            missing(what, "every program failed", aim, record)
            continue
        worst = max(ratios, key=ratios.get)
        row(f"{what}, geometric mean of {len(ratios)}", f"{geometric_mean(ratios.values()):.2f} x",
            aim, record, f"CPython 3.11; worst {worst} {ratios[worst]:.2f} x")


def measure_start(build, fastapi, rounds):
    what, aim, record = "process: load, three requests, exit", "10 ms", "3 ms"
    authwalk = build / "app/authwalk"
    if not authwalk.exists():
        return missing(what, "authwalk is not built", aim, record)
    commands = {"ours": [authwalk, "run", LESSON]}
    if fastapi:
        commands["fastapi"] = [fastapi, HERE / "fastapi_requests.py", SAMPLE, "0"]
    took = medians(commands, 3 * rounds)
    if took["ours"] is None:
        return missing(what, "authwalk run failed", aim, record)
    theirs = took.get("fastapi")
    row(what, f"{took['ours'] * 1e3:.1f} ms", aim, record,
        f"FastAPI {theirs * 1e3:.0f} ms" if theirs else "no python3 with FastAPI here")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def requests_per_second(server, port, load):
    """What a server command answers on four connections; None when it does not."""
    process = subprocess.Popen(server, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 20
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        done = subprocess.run([load, str(port), "2", "4"], capture_output=True, text=True)
        return float(done.stdout) if done.returncode == 0 else None
    finally:
        process.terminate()
        process.wait()


def measure_serve(build, fastapi, rounds):
    what, aim, record = "requests per second through serve", "10 x", "20 x"
    authwalk, load = build / "app/authwalk", build / "tests/bench/http_load"
    if not load.exists():
        return missing(what, "http_load is not built", aim, record)
    has_uvicorn = fastapi and subprocess.run([fastapi, "-c", "import uvicorn"],
                                             capture_output=True).returncode == 0
    ours, theirs = [], []
    for _ in range(rounds):
        port = free_port()
        ours.append(requests_per_second([authwalk, "serve", SAMPLE, "--port", str(port)], port,
                                        load))
        if has_uvicorn:
            port = free_port()
            theirs.append(requests_per_second(
                [fastapi, "-m", "uvicorn", f"{SAMPLE.stem}:app", "--app-dir", SAMPLE.parent,
                 "--port", str(port)], port, load))
    if None in ours:
        return missing(what, "serve gave a wrong answer", aim, record)
    ours = statistics.median(ours)
    if not theirs or None in theirs:
        return row(what, f"{ours:.0f}/s", aim, record, "no uvicorn with FastAPI here")
    theirs = statistics.median(theirs)
    row(what, f"{ours / theirs:.1f} x ({ours:.0f}/s)", aim, record,
        f"uvicorn + FastAPI {theirs:.0f}/s")


def measure_trace(bench):
    results = google_benchmark(bench, "record_run|look_at_run")
    if not results:
        missing("trace bytes per event", "the benchmark did not run", "12 B", "4 B")
        missing("state at a random step of 1,000,000", "the benchmark did not run", "100 us",
                "25 us")
        return
    size, late = {}, {}
    for name in WORKLOADS:
        size[name] = middle(results[f"record_run/{name}"], "bytes/event")
        late[name] = middle(results[f"look_at_run/{name}"], "p99_us")
        cost = middle(results[f"record_run/{name}"], "cpu_time")
        notes.append(f"trace of {name:10} {size[name]:5.2f} B/event   {cost:5.1f} ns/event   "
                     f"state p99 {late[name]:7.1f} us")
    largest, latest = max(size, key=size.get), max(late, key=late.get)
    row("trace bytes per event, everything included",
        f"{statistics.median(size.values()):.1f} B, at most {size[largest]:.1f} ({largest})",
        "12 B", "4 B", "-")
    row("a run of 1,000,000 events", f"at most {size[largest]:.1f} MB", "16 MB", "6 MB", "-")
    row("state at a random step of 1,000,000, p99",
        f"{statistics.median(late.values()):.1f} us, at most {late[latest]:.1f} ({latest})",
        "100 us", "25 us", "-")


def measure_compile(bench, python):
    what, aim, record = "lex, parse, compile the sample", "100 us", "30 us"
    results = google_benchmark(bench, "compile_sample")
    if not results:
        return missing(what, "the benchmark did not run", aim, record)
    anchor = "no CPython 3.11 here"
    if python:
        code = ("import sys, timeit; s = open(sys.argv[1]).read();"
                "print(min(timeit.repeat(lambda: compile(s, 'x', 'exec'), number=500)) / 500 * 1e6)")
        done = subprocess.run([python, "-c", code, SAMPLE], capture_output=True, text=True)
        anchor = f"CPython {float(done.stdout):.0f} us"
    row(what, f"{middle(results['compile_sample'], 'real_time'):.1f} us", aim, record, anchor)


def measure_frame(bench):
    what, aim, record = "one frame of the window built, no GL", "1 ms", "0.3 ms"
    results = google_benchmark(bench, "build_frame$")
    if not results:
        return missing(what, "the benchmark did not run (built without the window?)", aim, record)
    row(what, f"{middle(results['build_frame'], 'real_time') / 1e3:.3f} ms", aim, record, "-")


# Frames of lessons as large as anyone will make them: what it is, its benchmark.
LARGE = [("a sample of 10,000 lines", "build_frame_of_10000_lines"),
         ("a table of 1,000 requests", "build_frame_of_1000_requests"),
         ("a header of 1 MB", "build_frame_of_1_mb_header"),
         ("a run of 1,000,000 events", "build_frame_of_1m_events")]


def measure_large(bench):
    results = google_benchmark(bench, "build_frame_of_|step_in_1m|open_1m")
    for what, name in LARGE:
        what = f"one frame with {what}, no GL"
        if name not in results:
            missing(what, "the benchmark did not run", "1 ms, always < 16 ms", "-")
            continue
        row(what, f"{middle(results[name], 'real_time') / 1e3:.3f} ms", "1 ms, always < 16 ms", "-",
            "-")
    if "step_in_1m_events" in results:
        row("one step in a run of 1,000,000 events",
            f"{middle(results['step_in_1m_events'], 'real_time') / 1e3:.3f} ms", "1 ms", "-", "-")
    if "open_1m_events" in results:
        row("a run of 1,000,000 events made ready for the window",
            f"{middle(results['open_1m_events'], 'real_time'):.0f} ms", "1 s", "-", "-")


def state_of(state_file):
    try:
        return json.loads(state_file.read_text())
    except (OSError, ValueError):
        return {}


class Window:
    """The desktop program at work, until its `with` ends. `first_ms`: until it drew a frame."""

    def __init__(self, desktop, folder, *arguments, patience=20):
        self.state_file = Path(folder) / "state.json"
        self.state_file.unlink(missing_ok=True)
        environment = dict(os.environ, XDG_CONFIG_HOME=str(folder))
        start = time.perf_counter()
        self.process = subprocess.Popen([desktop, *arguments, "--size", "1600x900", "--state-file",
                                         self.state_file],
                                        env=environment, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        while not self.state_file.exists() and self.process.poll() is None:
            if time.perf_counter() - start > patience:
                break
            time.sleep(0.001)
        self.first_ms = (time.perf_counter() - start) * 1e3
        self.works = self.state_file.exists()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def state(self):
        return state_of(self.state_file)

    def cpu_s(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self):
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return 0.0

    def settle(self):
        frames = -1
        while frames != self.state().get("frames"):
            frames = self.state().get("frames")
            time.sleep(0.7)


def idle_window(desktop, folder):
    """First frame in ms, frames and CPU seconds in three idle seconds, memory in MB."""
    with Window(desktop, folder, LESSON) as window:
        if not window.works:
            return None
        window.settle()
        frames, cpu = window.state()["frames"], window.cpu_s()
        time.sleep(3)
        return (window.first_ms, window.state()["frames"] - frames, window.cpu_s() - cpu,
                window.memory_mb())


BUSY_PROGRAM = """from fastapi import FastAPI

app = FastAPI()


@app.get("/busy")
async def busy():
    total = 0
    for number in range(250000):
        total = number
    return {"total": total}
"""
BUSY_LESSON = {"format": 1, "id": "busy", "title": "A million events", "framework": "FastAPI",
               "level": "advanced", "minutes": 1, "summary": "One long loop.",
               "source": "busy.py",
               "requests": [{"label": "Busy", "method": "GET", "path": "/busy"}]}


def step_latency(desktop, folder, presses):
    """Milliseconds from a key to its frame in a run of a million events: median, worst; events."""
    (folder / "busy.py").write_text(BUSY_PROGRAM)
    (folder / "busy.json").write_text(json.dumps(BUSY_LESSON))
    with Window(desktop, folder, folder / "busy.json", patience=60) as window:
        if not window.works or not window.state().get("title"):
            return None
        window.settle()
        # Without a window manager the keys go where the pointer is.
        subprocess.run(["xdotool", "mousemove", "600", "400"], check=True)
        subprocess.run(["xdotool", "key", "End"], check=True)
        window.settle()
        events = window.state()["step"] + 1
        seen = []
        for _ in range(presses):
            subprocess.run(["xdotool", "key", "Left"], check=True)
            time.sleep(0.25)
            seen.append(window.state()["latency_us"] / 1e3)
        return statistics.median(seen), max(seen), events


def measure_window(build, rounds):
    aims = {"start to first frame under Xvfb": ("300 ms", "150 ms"),
            "frames drawn in three idle seconds": ("0", "0"),
            "idle CPU": ("0 %", "0 %"),
            "memory above a bare window": ("40 MB", "20 MB"),
            "key to frame, run of a million events": ("16 ms", "8 ms")}
    desktop = build / "app/authwalk-desktop"
    why = None
    if not desktop.exists():
        why = "authwalk-desktop is not built"
    elif "DISPLAY" not in os.environ:
        why = "no display: run.py starts itself under xvfb-run when that is installed"
    seen, bare_mb, latency = [], None, None
    if why is None:
        with tempfile.TemporaryDirectory() as folder:
            seen = [idle_window(desktop, folder) for _ in range(rounds)]
            with Window(desktop, folder, "--bare-window") as window:
                if window.works:
                    time.sleep(1)
                    bare_mb = window.memory_mb()
            if shutil.which("xdotool"):
                latency = step_latency(desktop, Path(folder), 30)
        if None in seen or bare_mb is None:
            why = "the window did not start, or is built without --state-file (needs the tests)"
    if why is not None:
        for what, (aim, record) in aims.items():
            missing(what, why, aim, record)
        return
    firsts, frames, cpus, memories = zip(*seen)
    figures = [f"{statistics.median(firsts):.0f} ms", f"{max(frames)}",
               f"{max(cpus) / 3 * 100:.1f} %", f"{statistics.median(memories) - bare_mb:.0f} MB"]
    anchors = ["bare window 150 to 180 ms", "-", "-",
               f"{statistics.median(memories):.0f} MB, bare window {bare_mb:.0f} MB"]
    if latency:
        figures.append(f"{latency[0]:.1f} ms, at most {latency[1]:.1f}")
        anchors.append(f"{latency[2]} events")
    for (what, (aim, record)), figure, anchor in zip(aims.items(), figures, anchors):
        row(what, figure, aim, record, anchor)
    if not latency:
        what = "key to frame, run of a million events"
        missing(what, "no xdotool here, or the lesson did not open", *aims[what])


def print_table():
    table = [("what", "measured", "aim", "record", "anchor, same run"), *rows]
    widths = [max(len(line[i]) for line in table) for i in range(5)]
    for number, line in enumerate(table):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |")
        if number == 0:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")
    print()
    for note in notes:
        print(note)
    load = os.getloadavg()[0]
    print(f"\n{os.cpu_count()} processors, load {load:.1f}" +
          ("; busy: ratios hold better than times" if load > (os.cpu_count() or 1) else ""))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--build", type=Path, required=True, help="a Release build folder")
    arguments.add_argument("--rounds", type=int, default=5)
    options = arguments.parse_args()
    if "DISPLAY" not in os.environ and shutil.which("xvfb-run"):
        os.execvp("xvfb-run", ["xvfb-run", "-a", sys.executable, *sys.argv])
    build = options.build.resolve()
    bench = build / "tests/bench/bench_authwalk"
    python, fastapi = interpreters()
    measure_request(bench, fastapi, options.rounds)
    measure_programs(build, python, options.rounds)
    measure_start(build, fastapi, options.rounds)
    measure_serve(build, fastapi, options.rounds)
    measure_trace(bench)
    measure_compile(bench, python)
    measure_window(build, options.rounds)
    measure_frame(bench)
    measure_large(bench)
    print_table()


main()
