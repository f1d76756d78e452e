"""Loads the code lists, and finds the sector that another file names."""

from typing import Any

from django.db.models import Q

from loketten.tenancy.models import Code, CodeList
from loketten.tenancy.reference.editions import Edition
from loketten.tenancy.reference.table import Line, read_table
from loketten.tenancy.reference.writing import Tally, upsert

_KEY = r"[a-z-]+\.[a-z0-9]+(-[a-z0-9]+)*"


def load_codes(edition: Edition) -> Tally:
    """Ends only codes of lists that the file names: a file may bring one list alone."""
    table = read_table(
        edition.path,
        needed={"code": ("key",), "dutch": ("label_nl",), "english": ("label_en",)},
        optional={"valid_from": (), "valid_until": ()},
    )
    wanted: dict[str, dict[str, Any]] = {}
    for line in table:
        key = line.code("code", _KEY, "channel.phone")
        code_list = key.split(".")[0]
        if code_list not in CodeList.values:
            raise line.error(f"there is no list {code_list!r}.")
        if key in wanted:
            raise line.error(f"{key} stands in the file twice.")
        wanted[key] = _values(line, code_list, position=10 * (len(wanted) + 1))
    lists = {values["list"] for values in wanted.values()}
    # What somebody changed on the screen since the day of the file stays as she left it.
    by_hand = Code.objects.filter(by_hand_on__gte=edition.day)
    for key in by_hand.filter(pk__in=wanted).values_list("pk", flat=True):
        del wanted[key]
    whole = Q(list__in=lists) & ~Q(pk__in=by_hand.values("pk"))
    return upsert(Code, "key", wanted, edition, whole=whole)


def _values(line: Line, code_list: str, *, position: int) -> dict[str, Any]:
    values: dict[str, Any] = {
        "list": code_list,
        "label_nl": line.text("dutch", longest=120),
        "label_en": line.text("english", longest=120),
        "position": position,
    }
    days = {name: line.day(name) for name in ("valid_from", "valid_until")}
    return values | {name: day for name, day in days.items() if day is not None}


class Sectors:
    """Sectors by short code, key, or Dutch label, as official files write them."""

    def __init__(self) -> None:
        self.keys = {
            name.casefold(): code.key
            for code in Code.objects.in_list(CodeList.SECTOR)
            for name in (code.key, code.key.removeprefix("sector."), code.label_nl)
        }

    def key_in(self, line: Line) -> str | None:
        """Empty stays empty; an unknown sector is an error in that line."""
        name = line.cells["sector"].strip()
        if not name:
            return None
        if name.casefold() not in self.keys:
            raise line.error(f"there is no sector {name!r}.")
        return self.keys[name.casefold()]
