"""What views hand to the components: plain values, so that the interface knows no app."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class RailItem:
    """One entry of the menu beside a workplace; `starts_group` draws a line above it, `shortcut`
    is the key that opens it."""

    url: str
    label: str
    icon: str
    is_current: bool = False
    count: int | None = None
    starts_group: bool = False
    shortcut: str = ""


class Tab(NamedTuple):
    """One page of a file."""

    url: str
    label: str
    is_current: bool = False


class Step(NamedTuple):
    """One page of a form in steps; a step that is done may be a link."""

    label: str
    url: str = ""
    is_done: bool = False
    is_current: bool = False


class Tile(NamedTuple):
    """One region on the map. `step` is 1 to 5 for a value that may be shown, 0 without value."""

    column: int
    row: int
    label: str
    name: str
    url: str = ""
    value: str = ""
    step: int = 0
    is_suppressed: bool = False
    is_here: bool = False


class HoursRow(NamedTuple):
    """One day of the week."""

    day: str
    hours: list[str]
    note: str = ""
    is_today: bool = False


class CertificateLine(NamedTuple):
    """One fact about how a figure was counted."""

    name: str
    text: str


class Plank(NamedTuple):
    """One plank of the bridge to work; state: there | under-way | missing | not-needed |
    not-recorded."""

    name: str
    state: str
    words: str
    url: str = ""


class Version(NamedTuple):
    """One field of which two people wrote a different text."""

    label: str
    theirs: str
    yours: str
