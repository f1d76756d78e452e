"""What a page weighs in Chromium, cold, and how soon it stands; through the proxy, compressed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, Error, Page, sync_playwright

from portal.bench.addresses import DESK, Addresses
from portal.bench.people import Person
from portal.bench.report import Row, Verdict

_SETTLE_MS = 400
# A phone of the middle class on a poor line.
_SLOWER = 4
_LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
_MOST_SHIFT = 0.02
_LCP_MS, _TBT_MS, _PLAIN_LCP_MS = 1500, 50, 200
# What the browser itself tells of a page; a task counts for what it takes beyond 50 ms.
_WATCH = """
window.seen = {lcp: 0, cls: 0, tbt: 0};
const look = (type, tell) => new PerformanceObserver(
  list => list.getEntries().forEach(tell)).observe({type, buffered: true});
look('largest-contentful-paint', entry => { seen.lcp = entry.startTime; });
look('layout-shift', entry => { if (!entry.hadRecentInput) seen.cls += entry.value; });
look('longtask', entry => { seen.tbt += Math.max(0, entry.duration - 50); });
"""


@dataclass(frozen=True)
class Weighed:
    """A page and what it may cost; `cookies` of whoever looks at it."""

    name: str
    path: str
    kilobytes: float
    requests: int
    nodes: int | None = None
    # Of the styles, and of the scripts.
    part_kilobytes: float = 1000
    cookies: Mapping[str, str] = field(default_factory=dict)


def weighed(addresses: Addresses, samira: Person, dirk: Person) -> list[Weighed]:
    """The pages that people see most, and the two heaviest of those who sign in."""
    return [
        Weighed("vacancies", "/vacatures", 60, 8, nodes=800, part_kilobytes=15),
        Weighed("one vacancy", f"/vacatures/{addresses.listings[0]}", 50, 8),
        Weighed("my day", f"/bureau/{DESK}", 120, 12, cookies=samira.cookies),
        Weighed(
            f"file of {addresses.long_file.talks} talks",
            f"/bureau/{DESK}/klanten/{addresses.long_file.number}",
            120,
            12,
            cookies=samira.cookies,
        ),
        Weighed("the country", "/landelijk", 150, 12, cookies=dirk.cookies),
    ]


@dataclass(frozen=True)
class Look:
    """One cold visit."""

    requests: int
    kilobytes: float
    html_kilobytes: float
    css_kilobytes: float
    script_kilobytes: float
    foreign: int
    nodes: int
    lcp: float
    shift: float
    blocked: float


def weigh(pages: list[Weighed], site: str, chromium: str, *, looks: int) -> list[Row]:
    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for page in pages:
            try:
                plain = _middle([_look(browser, page, site, is_slow=False) for _ in range(looks)])
                slow = _middle([_look(browser, page, site, is_slow=True) for _ in range(looks)])
                rows.append(_row(page, plain, slow))
            except (Error, OSError) as error:
                remark = str(error).splitlines()[0]
                rows.append(Row("weight", page.name, Verdict.NOT_MEASURED, remark=remark))
        browser.close()
    return rows


def _look(browser: Browser, page: Weighed, site: str, *, is_slow: bool) -> Look:
    with _cold(browser, page, site) as (tab, session):
        if is_slow:
            session.send("Network.emulateNetworkConditions", _LINE)
            session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
        heard = _listening(session)
        tab.add_init_script(_WATCH)
        tab.goto(f"{site}{page.path}", wait_until="load")
        tab.wait_for_timeout(_SETTLE_MS)
        seen = tab.evaluate("window.seen")
        nodes = tab.evaluate("document.querySelectorAll('*').length")
    by_kind = {
        kind: sum(one["bytes"] for one in heard.values() if one["type"] == kind) / 1000
        for kind in ("Document", "Stylesheet", "Script")
    }
    return Look(
        requests=len(heard),
        kilobytes=sum(one["bytes"] for one in heard.values()) / 1000,
        html_kilobytes=by_kind["Document"],
        css_kilobytes=by_kind["Stylesheet"],
        script_kilobytes=by_kind["Script"],
        foreign=sum(not one["url"].startswith((site, "data:")) for one in heard.values()),
        nodes=nodes,
        lcp=seen["lcp"],
        shift=seen["cls"],
        blocked=seen["tbt"],
    )


@contextmanager
def _cold(browser: Browser, page: Weighed, site: str) -> Iterator[tuple[Page, CDPSession]]:
    """A visitor who was never here."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        context.add_cookies(
            [{"name": name, "value": value, "url": site} for name, value in page.cookies.items()]
        )
        tab = context.new_page()
        session = context.new_cdp_session(tab)
        session.send("Network.enable")
        yield tab, session
    finally:
        context.close()


def _listening(session: CDPSession) -> dict[str, dict[str, Any]]:
    heard: dict[str, dict[str, Any]] = {}

    def begin(told: dict[str, Any]) -> None:
        if not told["request"]["url"].startswith("data:"):
            kind = told.get("type", "")
            heard[told["requestId"]] = {"url": told["request"]["url"], "type": kind, "bytes": 0}

    def end(told: dict[str, Any]) -> None:
        if told["requestId"] in heard:
            heard[told["requestId"]]["bytes"] = told["encodedDataLength"]

    session.on("Network.requestWillBeSent", begin)
    session.on("Network.loadingFinished", end)
    return heard


def _middle(looks: list[Look]) -> Look:
    """The middle of each by itself."""
    return Look(**{name: median(vars(one)[name] for one in looks) for name in vars(looks[0])})


def _row(page: Weighed, plain: Look, slow: Look) -> Row:
    """Bytes, requests, nodes and shift are judged; milliseconds are told."""
    broken = [
        plain.kilobytes > page.kilobytes and f"{plain.kilobytes:.0f} KB",
        plain.requests > page.requests and f"{plain.requests:.0f} requests",
        plain.css_kilobytes > page.part_kilobytes and f"{plain.css_kilobytes:.0f} KB of styles",
        plain.script_kilobytes > page.part_kilobytes and f"{plain.script_kilobytes:.0f} KB of js",
        page.nodes is not None and plain.nodes > page.nodes and f"{plain.nodes:.0f} nodes",
        slow.shift > _MOST_SHIFT and f"CLS {slow.shift:.3f}",
        plain.foreign > 0 and f"{plain.foreign:.0f} from elsewhere",
    ]
    too_much = [one for one in broken if one]
    late = [
        slow.lcp > _LCP_MS and "LCP is over 1.5 s",
        slow.blocked > _TBT_MS and "TBT is over 50 ms",
        plain.lcp > _PLAIN_LCP_MS and "LCP without brakes is over 200 ms",
    ]
    said = [
        f"{plain.requests:.0f} requests, html {plain.html_kilobytes:.1f} css "
        f"{plain.css_kilobytes:.1f} js {plain.script_kilobytes:.1f} KB, {plain.nodes:.0f} nodes",
        f"LCP {plain.lcp:.0f} ms, with brakes {slow.lcp:.0f} ms, CLS {slow.shift:.3f}, "
        f"TBT {slow.blocked:.0f} ms",
        *(f"over: {one}" for one in too_much),
        *(one for one in late if one),
    ]
    nodes = f", ≤ {page.nodes} nodes" if page.nodes else ""
    return Row(
        "weight",
        page.name,
        Verdict.MISS if too_much else Verdict.PASS,
        compressed=round(plain.kilobytes * 1000),
        goal=f"≤ {page.kilobytes:g} KB, ≤ {page.requests} requests{nodes}",
        remark="; ".join(said),
    )
