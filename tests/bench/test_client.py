"""The client of the bench, against a server that answers by rote."""

import socket
import threading
from collections.abc import Iterator

import pytest

from portal.bench.client import Line, WrongAnswer, ask_for_a_while, request, timed

PLAIN = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\nhello"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n"
WRONG = b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"
ANSWERS = {b"/plain": PLAIN, b"/chunked": CHUNKED, b"/wrong": WRONG}


@pytest.fixture
def port() -> Iterator[int]:
    """Answers each request of a connection in turn; `/bye` is answered by closing it."""
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=_accept, args=[listener], daemon=True).start()
    yield listener.getsockname()[1]
    listener.close()


def _accept(listener: socket.socket) -> None:
    while True:
        try:
            link, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_answer, args=[link], daemon=True).start()


def _answer(link: socket.socket) -> None:
    heard = b""
    with link:
        while more := link.recv(4096):
            heard += more
            while b"\r\n\r\n" in heard:
                asked, _, heard = heard.partition(b"\r\n\r\n")
                path = asked.split()[1]
                if path == b"/bye":
                    return
                link.sendall(ANSWERS[path])


def test_both_ways_to_say_how_long_an_answer_is(port: int) -> None:
    line = Line(port)
    plain, chunked = line.ask(request("/plain")), line.ask(request("/chunked"))
    line.close()
    assert (plain.status, plain.body, plain.cookies) == (200, b"hello", ("a=1", "b=2"))
    assert (chunked.status, chunked.body) == (200, b"hello")


def test_many_at_once_are_answered_in_turn(port: int) -> None:
    line = Line(port)
    assert line.skim([request("/plain"), request("/wrong"), request("/plain")]) == [200, 500, 200]
    line.close()


def test_a_wrong_answer_is_no_time(port: int) -> None:
    line = Line(port)
    with pytest.raises(WrongAnswer, match="GET /wrong answered 500 and not 200"):
        timed(line, request("/wrong"), status=200)
    line.close()


def test_a_window_counts_what_came_and_says_what_did_not(port: int) -> None:
    good = ask_for_a_while(port, [request("/plain")], status=200, seconds=0.05, connections=2)
    assert good.answers == len(good.milliseconds) > 0
    assert good.wrong == []
    bad = ask_for_a_while(port, [request("/wrong")], status=200, seconds=0.05, connections=1)
    assert (bad.answers, bad.wrong) == (0, ["GET /wrong answered 500"])
    gone = ask_for_a_while(port, [request("/bye")], status=200, seconds=0.05, connections=1)
    assert gone.answers == 0
    assert gone.wrong
