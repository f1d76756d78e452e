"""A small browser without a face: raw sockets that stay open, and requests made beforehand.

As a program (`python -m portal.bench.client`) it asks for some seconds over several connections at
once and tells what it saw; the standard library only, so that it starts at once.
"""

import base64
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

_HOST = "127.0.0.1"
_TIMEOUT = 30.0
_SCRATCH = 262_144


class WrongAnswer(Exception):
    """What came back is no answer to the question, so nothing can be said of its speed."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: tuple[str, ...] = ()


def request(
    path: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
) -> bytes:
    """The bytes that go over the line."""
    told = {"Host": "localhost", "Connection": "keep-alive", **(headers or {})}
    if method == "POST":
        told["Content-Type"] = "application/x-www-form-urlencoded"
        told["Content-Length"] = str(len(body))
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {text}" for name, text in told.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


class Line:
    """One connection that is kept; it is opened anew when the other side closed it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None
        self._rest = b""
        self._scratch = bytearray(_SCRATCH)

    def ask(self, sent: bytes) -> Answer:
        """Once more on a fresh connection when a kept one turns out to be closed."""
        if self._socket is not None:
            try:
                return self._exchange(sent)
            except (ConnectionError, EOFError):
                self.close()
        return self._exchange(sent)

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
        self._socket, self._rest = None, b""

    def _exchange(self, sent: bytes) -> Answer:
        self._open().sendall(sent)
        head = self._until(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        status = int(first.split(" ", 2)[1])
        pairs = [(name.lower(), text.strip()) for name, _, text in map(_parted, lines)]
        headers = dict(pairs)
        cookies = tuple(text for name, text in pairs if name == "set-cookie")
        body = self._body(status, headers)
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(status, headers, body, cookies)

    def _open(self) -> socket.socket:
        if self._socket is None:
            self._socket = socket.create_connection((_HOST, self._port), timeout=_TIMEOUT)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._socket

    def skim(self, sent: Sequence[bytes]) -> list[int]:
        """Ask all of it at once and tell how each was answered, without keeping what came."""
        self._open().sendall(b"".join(sent))
        return [self._skimmed() for _ in sent]

    def _skimmed(self) -> int:
        head = self._until(b"\r\n\r\n").lower()
        length = int(head.partition(b"\r\ncontent-length:")[2].split(b"\r\n", 1)[0])
        left = length - len(self._rest)
        self._rest = self._rest[length:]
        while left > 0:
            heard = self._open().recv_into(self._scratch, min(left, len(self._scratch)))
            if not heard:
                raise EOFError
            left -= heard
        return int(head[9:12])

    def _body(self, status: int, headers: Mapping[str, str]) -> bytes:
        if status in {204, 304}:
            return b""
        if headers.get("transfer-encoding", "").lower() == "chunked":
            return b"".join(iter(self._chunk, b""))
        return self._exactly(int(headers.get("content-length", "0")))

    def _chunk(self) -> bytes:
        size = int(self._until(b"\r\n").split(b";")[0], 16)
        chunk = self._exactly(size)
        self._exactly(2)
        return chunk

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._rest:
            self._more()
        found, _, self._rest = self._rest.partition(mark)
        return found

    def _exactly(self, size: int) -> bytes:
        while len(self._rest) < size:
            self._more()
        found, self._rest = self._rest[:size], self._rest[size:]
        return found

    def _more(self) -> None:
        heard = self._open().recv(_SCRATCH)
        if not heard:
            raise EOFError
        self._rest += heard


def _parted(line: str) -> tuple[str, str, str]:
    return line.partition(":")


def timed(line: Line, sent: bytes, *, status: int) -> float:
    """Milliseconds until the whole answer was there."""
    began = time.perf_counter()
    answer = line.ask(sent)
    took = (time.perf_counter() - began) * 1000
    if answer.status != status:
        raise WrongAnswer(f"{_first_line(sent)} answered {answer.status} and not {status}")
    return took


def _first_line(sent: bytes) -> str:
    return sent.split(b" HTTP/", 1)[0].decode(errors="replace")


@dataclass
class Window:
    """Some seconds of asking: how much came back, and how long each answer took."""

    seconds: float = 0.0
    answers: int = 0
    milliseconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return self.answers / self.seconds if self.seconds else 0.0


def ask_for_a_while(
    port: int,
    requests: Sequence[bytes],
    *,
    status: int,
    seconds: float,
    connections: int,
    first: int = 0,
    depth: int = 1,
) -> Window:
    """Over several connections at once, each with `depth` requests under way; the next request of
    all is the next of the list."""
    window, turn, lock = Window(), count(first), threading.Lock()
    began = time.perf_counter()
    until = began + seconds

    def work() -> None:
        line, took = Line(port), []
        try:
            while time.perf_counter() < until:
                sent = [requests[next(turn) % len(requests)] for _ in range(depth)]
                started = time.perf_counter()
                told = [line.ask(sent[0]).status] if depth == 1 else line.skim(sent)
                spent = (time.perf_counter() - started) * 1000
                for one, answered in zip(sent, told, strict=True):
                    if answered != status:
                        raise WrongAnswer(f"{_first_line(one)} answered {answered}")
                took += [spent] * len(told)
        except (WrongAnswer, OSError, EOFError) as error:
            with lock:
                window.wrong.append(str(error) or type(error).__name__)
        finally:
            line.close()
        with lock:
            window.answers += len(took)
            window.milliseconds += took

    workers = [threading.Thread(target=work) for _ in range(connections)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    window.seconds = time.perf_counter() - began
    return window


def from_two_sides(
    port: int, requests: Sequence[bytes], *, status: int, seconds: float, depth: int = 1
) -> Window:
    """Two processes with four connections each; together they are the load of eight."""
    asked = {
        "port": port,
        "requests": [base64.b64encode(one).decode() for one in requests],
        "status": status,
        "seconds": seconds,
        "connections": 4,
        "depth": depth,
    }
    command = [sys.executable, "-m", "portal.bench.client"]
    programs = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(2)
    ]
    for number, program in enumerate(programs):
        assert program.stdin is not None
        first = number * len(requests) // 2
        program.stdin.write(json.dumps({**asked, "first": first}).encode())
        program.stdin.close()
    told = [json.loads(program.stdout.read()) for program in programs if program.stdout]
    for program in programs:
        program.wait()
    return _together([Window(**one) for one in told])


def _together(windows: Sequence[Window]) -> Window:
    """The rate of both is the sum of their rates."""
    seconds = max(one.seconds for one in windows)
    return Window(
        seconds,
        round(sum(one.rate for one in windows) * seconds),
        [took for one in windows for took in one.milliseconds],
        [wrong for one in windows for wrong in one.wrong],
    )


def main() -> None:
    asked: dict[str, Any] = json.load(sys.stdin)
    asked["requests"] = [base64.b64decode(one) for one in asked["requests"]]
    window = ask_for_a_while(asked.pop("port"), asked.pop("requests"), **asked)
    json.dump(vars(window), sys.stdout)


if __name__ == "__main__":
    main()
