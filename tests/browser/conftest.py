"""A portal that is really served, and Chromium to walk through it."""

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from socket import SHUT_RD, socket
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connections
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.conftest import copy_of, on_database
from tests.public.desks import all_desks

# Playwright keeps an event loop in this thread; the tests themselves are not asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

WIDTHS = (320, 390, 768, 1280)
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-gpu"]
# No spare process for a page that may come: each window would pay for two.
QUIET += ["--renderer-process-limit=1"]
# Letters as wide as on a phone: whole pixels, as on some screens, make other lines.
QUIET += ["--font-render-hinting=none"]

# Half of the time in which axe compares colours it reads the same few of them.
_AXE = (
    AXE_SCRIPT
    + """;
    const colours = axe.commons.color.Color.prototype, read = colours.parseString;
    const known = new Map();
    colours.parseString = function (text) {
      const seen = known.get(text);
      if (seen) {
        [this.r, this.g, this.b, this.alpha] = seen;
      } else {
        read.call(this, text);
        known.set(text, [this.r, this.g, this.b, this.alpha]);
      }
      return this;
    };"""
)
_ASK_AXE = """options => axe.run(document, options).then(({ violations }) => violations.flatMap(
  ({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)))"""


class _QuietHandler(WSGIRequestHandler):
    # One request a connection: a thread that waits for more would keep the test's database open.
    protocol_version = "HTTP/1.0"

    def log_message(self, format: str, *args: Any) -> None:
        """The log of the tests is for the tests."""


class _Server(ThreadedWSGIServer):
    """With a few threads that stay, each with its connection to the database, as in production:
    opening one takes longer than most pages."""

    _MANY = 8  # a browser asks six things at once

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _QuietHandler)
        self.set_app(WSGIHandler())
        self._pool = ThreadPoolExecutor(self._MANY)
        self._open: set[socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        self._pool.submit(self.process_request_thread, request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def _close_connections(self) -> None:
        """They stay until the end."""

    def end(self) -> None:
        self.shutdown()
        # A browser opens a connection in case it needs one, and holds it for a minute.
        for unused in tuple(self._open):
            with suppress(OSError):
                unused.shutdown(SHUT_RD)
        all_are_here = threading.Barrier(self._MANY)

        def part() -> None:
            all_are_here.wait()
            connections.close_all()

        for _thread in range(self._MANY):
            self._pool.submit(part)
        self._pool.shutdown()
        self.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM", "")
    if not Path(program).is_file():
        pytest.fail("Set CHROMIUM to the program of Chromium, or run `make test`, which finds it.")
    # Root has no sandbox of its own.
    args = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=args)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh window of somebody in the Netherlands."""
    context = chromium.new_context(locale="nl-NL", timezone_id="Europe/Amsterdam")
    yield context.new_page()
    context.close()


@pytest.fixture
def site(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of the portal on a database of its own, that of the cast when it is there."""
    request.getfixturevalue("real_cast" if "real_cast" in request.fixturenames else "real_db")
    with _served() as address:
        yield address


@pytest.fixture(scope="session")
def desks_told(template_database: str, django_db_blocker: Any) -> Iterator[str]:
    """A database with every desk; its name."""
    with copy_of(template_database) as name:
        with django_db_blocker.unblock(), on_database(name):
            all_desks()
        yield name


@pytest.fixture
def shop_window(desks_told: str, django_db_blocker: Any) -> Iterator[str]:
    """The address of a portal for tests that only look, which share its database."""
    with django_db_blocker.unblock(), on_database(desks_told), _served() as address:
        yield address


@contextmanager
def _served() -> Iterator[str]:
    server = _Server()
    # How often it looks whether it should stop, in seconds: what each test waits for at its end.
    serve = partial(server.serve_forever, poll_interval=0.02)
    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.end()
    thread.join()


@pytest.fixture
def said(page: Page) -> list[str]:
    """What the console said, and what could not be fetched; it should stay empty."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("requestfailed", lambda request: heard.extend(_failure(request)))
    return heard


def _failure(request: Request) -> list[str]:
    """Nothing when the page was left before the answer came: that is no failure."""
    left = request.failure == "net::ERR_ABORTED"
    return [] if left else [f"failed: {request.url} {request.failure}"]


@pytest.fixture
def barriers(page: Page) -> Callable[..., list[str]]:
    """What axe finds on the page as it is now. Comparing colours is half of its work: a page that
    was seen with the same colours can do without."""

    def find(*, colours: bool = True) -> list[str]:
        if page.evaluate("!window.axe"):
            page.evaluate(f"() => {{ {_AXE} }}")
        rules = {"color-contrast": {"enabled": colours}}
        found: list[str] = page.evaluate(_ASK_AXE, {"resultTypes": ["violations"], "rules": rules})
        return found

    return find


@pytest.fixture
def overflow(page: Page) -> Callable[[int], int]:
    """How many pixels the page is wider than a screen of this width."""

    def measure(width: int) -> int:
        page.set_viewport_size({"width": width, "height": 800})
        return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))

    return measure


@pytest.fixture
def flaws(
    page: Page, barriers: Callable[..., list[str]], overflow: Callable[[int], int]
) -> Callable[..., list[str]]:
    """What is wrong with a page: what sticks out at any width, and barriers on a phone or, for
    another page, on a desk: axe takes a second a page, and they share their parts. English has
    the colours of Dutch."""

    def find(address: str) -> list[str]:
        page.goto(address)
        path = urlsplit(address).path
        # The last width is the one that axe sees: each change of it draws the whole page.
        seen = (390, 1280)[crc32(path.encode()) % 2]
        widths = sorted(WIDTHS, key=lambda width: width == seen)
        found = [f"{width} wide: sticks out" for width in widths if overflow(width) > 0]
        found += barriers(colours=not path.startswith("/en"))
        return [f"{address}: {flaw}" for flaw in found]

    return find
