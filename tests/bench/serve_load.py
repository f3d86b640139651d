#!/usr/bin/env python3
"""`authwalk serve` under load: honest and hostile clients at once, every answer checked.

usage: serve_load.py [--authwalk PROGRAM] [--seconds 60] [--clients 8]

One client is honest all the time and measured: its 99th percentile must stay below 50 ms. The
others draw lots for every connection: valid requests, pipelined ones, 1 MB of headers, garbage,
requests that two parties could read in two ways, slow senders, early ends. Every answer is
checked, the server must live, and its memory must not grow. Exit 0 when all of that holds.
"""
import argparse
import collections
import multiprocessing
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MAX_P99_MS = 50
MAX_GROWTH = 0.10  # of the memory, from the second quarter of the time to the last

ANSWERS = {
    "": (401, b'{"detail":"Not authenticated"}'),
    "Authorization: Bearer invalidtoken\r\n": (401, b'{"detail":"Invalid token"}'),
    "Authorization: Bearer validtoken\r\n": (200, b'{"message":"Hello alice"}'),
}
INVALID = (400, b"Invalid HTTP request received.")


def valid(field, more=""):
    return f"GET /protected HTTP/1.1\r\nHost: t\r\n{field}{more}\r\n".encode()


class Connection:
    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), 30)
        self.input = self.socket.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.input.close()
        self.socket.close()

    def send(self, data):
        try:
            self.socket.sendall(data)
        except OSError:
            pass  # closed on us: the answer is there all the same

    def answer(self):
        """(status, body), or None when the connection ended."""
        try:
            line = self.input.readline()
            if not line:
                return None
            length = 0
            while (field := self.input.readline().strip().lower()):
                if field.startswith(b"content-length:"):
                    length = int(field[15:])
            return int(line.split()[1]), self.input.read(length)
        except OSError:
            return None


class Client:
    """One process of the crowd; counts what it did and what was wrong."""

    def __init__(self, port, seed, until):
        self.port, self.until = port, until
        self.random = random.Random(seed)
        self.done = collections.Counter()
        self.wrong = []

    def expect(self, kind, got, want):
        self.done[kind] += 1
        if got != want and len(self.wrong) < 20:
            self.wrong.append(f"{kind}: {got!r} instead of {want!r}")

    def some_request(self):
        field, want = self.random.choice(list(ANSWERS.items()))
        return valid(field), want

    # -- the kinds ---------------------------------------------------------------------------
    def keep_alive(self):
        with Connection(self.port) as connection:
            for _ in range(self.random.randint(1, 20)):
                request, want = self.some_request()
                connection.send(request)
                self.expect("valid", connection.answer(), want)

    def pipelined(self):
        pairs = [self.some_request() for _ in range(self.random.randint(2, 40))]
        with Connection(self.port) as connection:
            connection.send(b"".join(request for request, _ in pairs))
            for _, want in pairs:
                self.expect("pipelined", connection.answer(), want)

    def huge_header(self):
        with Connection(self.port) as connection:
            connection.send(b"GET / HTTP/1.1\r\nHost: t\r\nX: " + b"a" * (1 << 20) + b"\r\n\r\n")
            self.expect("1 MB header", connection.answer(), INVALID)

    def many_headers(self):
        with Connection(self.port) as connection:
            connection.send(b"GET / HTTP/1.1\r\nHost: t\r\n" + b"X: y\r\n" * 170_000 + b"\r\n")
            self.expect("1 MB of headers", connection.answer(), INVALID)

    def garbage(self):
        with Connection(self.port) as connection:
            connection.send(b"\x00" + self.random.randbytes(self.random.randint(1, 5000)))
            self.expect("garbage", connection.answer(), INVALID)

    def smuggling(self):
        fields = self.random.choice([
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Content-Length: 1\r\n" * 2,
            "Transfer-Encoding : chunked\r\n", "Transfer-Encoding: xchunked\r\n", "Host: u\r\n",
            "A: b\r\n c\r\n", "A: b\0c\r\n", "Content-Length: +1\r\n"])
        with Connection(self.port) as connection:
            request, want = self.some_request()
            connection.send(request + valid(fields))
            self.expect("valid", connection.answer(), want)
            self.expect("smuggling", connection.answer(), INVALID)

    def slow(self):
        request, want = self.some_request()
        with Connection(self.port) as connection:
            for at in range(0, len(request), 9):
                connection.send(request[at:at + 9])
                time.sleep(0.02)
            self.expect("slow", connection.answer(), want)

    def never_ends(self):
        connection = Connection(self.port)
        connection.send(b"GET / HTTP/1.1\r\nHost: t\r\nX: ")
        self.held.append(connection)
        self.done["never ends"] += 1
        if len(self.held) > 5:
            self.held.popleft().__exit__()

    def early_end(self):
        request, _ = self.some_request()
        with Connection(self.port) as connection:
            connection.send(request * 20)
        with Connection(self.port) as connection:
            connection.send(request[:self.random.randint(1, len(request) - 1)])
        self.done["early end"] += 2

    def run(self):
        self.held = collections.deque()
        kinds = [self.keep_alive] * 6 + [self.pipelined] * 2 + [
            self.huge_header, self.many_headers, self.garbage, self.smuggling, self.slow,
            self.never_ends, self.early_end]
        while time.monotonic() < self.until:
            try:
                self.random.choice(kinds)()
            except OSError as error:
                self.wrong.append(f"{type(error).__name__}: {error}")
        return self.done, self.wrong


def crowd(port, seed, until, results):
    results.put(("crowd", *Client(port, seed, until).run()))


def honest(port, until, results):
    """Asks a hundred times a second, mostly on one connection, and takes the time."""
    client = Client(port, 0, until)
    times = []
    connection = Connection(port)
    while time.monotonic() < until:
        if len(times) % 50 == 49:
            connection.__exit__()
            connection = Connection(port)
        request, want = client.some_request()
        start = time.perf_counter()
        connection.send(request)
        got = connection.answer()
        times.append((time.perf_counter() - start) * 1e3)
        client.expect("honest", got, want)
        time.sleep(0.01)
    results.put(("honest", client.done, client.wrong, times))


def memory_mb(process):
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def start_server(program):
    server = subprocess.Popen(
        [program, "serve", ROOT / "scenarios/01_protected_routes.py", "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    line = server.stdout.readline()  # and never again: it must not wait for a reader
    if not line.startswith("Serving on http://"):
        sys.exit(f"serve did not start: {line}")
    return server, int(line.split(" (")[0].rsplit(":", 1)[1])


def watch(server, seconds):
    memory = []
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        memory.append(memory_mb(server))
        time.sleep(min(0.5, seconds / 20))
    return memory


def report(results, memory, server):
    done, wrong, times = collections.Counter(), [], []
    for result in results:
        done.update(result[1])
        wrong += result[2]
        if result[0] == "honest":
            times = sorted(result[3])
    p99 = times[int(len(times) * 0.99)] if times else float("inf")
    quarter = max(1, len(memory) // 4)
    early = statistics.median(memory[quarter:2 * quarter])
    late = statistics.median(memory[-quarter:])
    for kind, count in sorted(done.items()):
        print(f"{count:9}  {kind}")
    print(f"honest client: median {statistics.median(times):.2f} ms, p99 {p99:.2f} ms, "
          f"most {times[-1]:.2f} ms, {len(times)} requests")
    print(f"memory: {early:.1f} MB early, {late:.1f} MB late, {max(memory):.1f} MB at most")
    faults = wrong[:20]
    if server.returncode != 0:
        faults.append(f"serve ended with {server.returncode}")
    if p99 > MAX_P99_MS:
        faults.append(f"p99 is above {MAX_P99_MS} ms")
    if late > early * (1 + MAX_GROWTH):
        faults.append("memory grew")
    print("\n".join(faults) if faults else "every answer was right")
    return 1 if faults else 0


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--authwalk", default=ROOT / "build/release/app/authwalk")
    arguments.add_argument("--seconds", type=float, default=60)
    arguments.add_argument("--clients", type=int, default=8, help="the honest one included")
    options = arguments.parse_args()
    server, port = start_server(options.authwalk)
    results = multiprocessing.Queue()
    until = time.monotonic() + options.seconds
    clients = [multiprocessing.Process(target=honest, args=(port, until, results))]
    clients += [multiprocessing.Process(target=crowd, args=(port, seed, until, results))
                for seed in range(1, options.clients)]
    for client in clients:
        client.start()
    memory = watch(server, options.seconds)
    gathered = [results.get(timeout=60) for _ in clients]
    for client in clients:
        client.join()
    if server.poll() is None:
        server.send_signal(signal.SIGINT)
        server.wait(10)
    return report(gathered, memory, server)


if __name__ == "__main__":
    sys.exit(main())
