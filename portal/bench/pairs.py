"""What is compared with what, and how near it has to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlencode
from uuid import uuid4

from portal.bench.addresses import DESK, Addresses, File
from portal.bench.client import request
from portal.bench.people import Person, talk_fields
from portal.bench.report import Verdict
from portal.bench.sizes import Size

# Talks that a run writes begin with it.
MARK = "Bench."
ANALYST = "dirk@example.nl"
WARM_UP = 5
TRIES = 3


class Measure(Enum):
    """`RATE` is requests a second over eight connections, `TIME` the middle of one after another:
    a higher ratio is better for the first, a lower one for the second."""

    RATE = "rate"
    TIME = "time"


@dataclass(frozen=True)
class Goal:
    """`ours / theirs` of one measure; without a bound it is only told."""

    measure: Measure
    bound: float | None

    def is_met(self, ratio: float) -> bool:
        if self.bound is None:
            return True
        return ratio >= self.bound if self.measure is Measure.RATE else ratio <= self.bound

    def verdict(self, ratio: float) -> Verdict:
        if self.bound is None:
            return Verdict.TOLD
        return Verdict.PASS if self.is_met(ratio) else Verdict.MISS

    def asked(self, *, here: bool, where: str) -> tuple["Goal", str]:
        """Itself; or one that is only told, and in words where it is asked."""
        return (self, "") if here else (Goal(self.measure, None), f"{where} {self} is asked")

    def __str__(self) -> str:
        if self.bound is None:
            return "-"
        sign = "≥" if self.measure is Measure.RATE else "≤"
        return f"{sign} {self.bound:g}"


@dataclass(frozen=True)
class Pair:
    """Two lists of requests that ask the same, of us and of the one beside us."""

    name: str
    page: str
    ours: Sequence[bytes]
    theirs: Sequence[bytes]
    goal: Goal
    status: int = 200
    their_status: int = 200
    depth: int = 1
    # Writes are only timed one after another: a window of them would fill the file.
    has_windows: bool = True
    # The one beside us lists or counts vacancies, in half the time when they are few. Our page of a
    # file, or of twenty that have a word, gains less by that.
    needs_many_vacancies: bool = False


# Per row of the table: the requests a second that we want against the bare Django, or the time.
GOALS = {
    "P1": Goal(Measure.RATE, 0.35),
    "P2": Goal(Measure.RATE, 1.5),
    "P3": Goal(Measure.RATE, 0.30),
    "P4": Goal(Measure.RATE, 0.5),
    "P5": Goal(Measure.TIME, 5.0),
    "P6": Goal(Measure.RATE, 0.20),
    "P7": Goal(Measure.TIME, 2.0),
    "P7 raw": Goal(Measure.TIME, 0.2),
    "growth": Goal(Measure.TIME, 1.25),
    "growth of search": Goal(Measure.TIME, 1.5),
}


def public_pairs(addresses: Addresses) -> list[Pair]:
    """Every request of its own address, so that nothing kept of a page can answer."""
    pages, searches, listings = addresses.pages, addresses.searches, addresses.listings
    return [
        Pair(
            "P1",
            "vacancies, no words",
            [request(f"/vacatures{address}") for address in pages],
            [request(f"/list{address}") for address in pages],
            GOALS["P1"],
        ),
        Pair(
            "P2",
            "words, region, facets",
            [request(f"/vacatures{address}") for address in searches],
            [request(f"/search{address}") for address in searches],
            GOALS["P2"],
            needs_many_vacancies=True,
        ),
        # As one comes to it from a search; the bare address may be answered by a kept page.
        Pair(
            "P3",
            "one vacancy, made anew",
            [request(f"/vacatures/{address}?page=2") for address in listings],
            [request(f"/detail/{address}") for address in listings],
            GOALS["P3"],
        ),
        Pair(
            "P3",
            "one vacancy, as kept",
            [request(f"/vacatures/{address}") for address in listings],
            [request(f"/detail/{address}") for address in listings],
            Goal(Measure.RATE, None),
        ),
    ]


def counselor_pairs(addresses: Addresses, samira: Person, size: Size) -> list[Pair]:
    """What a counselor does all day: write a talk down, and open a file."""
    files = addresses.files
    page = samira.see(f"/bureau/{DESK}/klanten/{files[0].number}/gesprek").body
    turns = [files[number % len(files)] for number in range(TRIES * writes_of(size))]
    return [
        Pair(
            "P5",
            "log a talk",
            [
                samira.sending(
                    f"/bureau/{DESK}/klanten/{file.number}/gesprek", talk_fields(page, MARK)
                )
                for file in turns
            ],
            [_bare_write(file) for file in turns],
            GOALS["P5"],
            status=302,
            their_status=302,
            has_windows=False,
        ),
        Pair(
            "P6",
            f"file of {addresses.long_file.talks} talks",
            [samira.asking(f"/bureau/{DESK}/klanten/{addresses.long_file.number}")],
            [request(f"/list{address}") for address in addresses.pages],
            GOALS["P6"],
            needs_many_vacancies=True,
        ),
    ]


def cached_pair(name: str, page: str, path: str, file: str) -> Pair:
    """Through the proxy, eight requests in one go: one by one, who asks would be the slower one."""
    return Pair(name, page, [request(path)], [request(file)], GOALS["P4"], depth=8)


def national_pair(addresses: Addresses, dirk: Person) -> Pair:
    return Pair(
        "P7",
        "the country, 12 months",
        [dirk.asking("/landelijk")],
        [request(f"/rollup?from={addresses.first_month}")],
        GOALS["P7"],
    )


def writes_of(size: Size) -> int:
    """So many talks one try writes, with those before it that warm up."""
    return size.rounds * size.a_round + WARM_UP


def _bare_write(file: File) -> bytes:
    fields = {
        "desk": file.desk,
        "file": file.file,
        "counselor": file.counselor,
        "key": uuid4(),
        "channel": "channel.phone",
        "kind": "kind.follow-up",
        "summary": f"{MARK} Samen gekeken welke opleiding naast het werk past.",
    }
    return request("/write", method="POST", body=urlencode(fields).encode())
