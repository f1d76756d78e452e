"""The lists that a talk chooses from, read together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from loketten.tenancy.cache import shared_cache
from loketten.tenancy.composed import Asked, IsAmong, composed
from loketten.tenancy.models import Code, CodeList
from loketten.tenancy.models.codes import label_column

_KEPT_SECONDS = 60
# Each process asks the cache anew after so long.
_NEAR_SECONDS = 10
# What a talk chooses, and from which list.
LIST_OF = {
    "channel": CodeList.CHANNEL,
    "kind": CodeList.KIND,
    "outcome": CodeList.OUTCOME,
    "themes": CodeList.THEME,
}
TALK_LISTS = tuple(LIST_OF.values())
Choice = tuple[str, str]


class _Code(NamedTuple):
    list: CodeList
    key: str
    label_nl: str
    label_en: str
    valid_from: date
    valid_until: date | None


@composed
def _codes() -> Any:
    asked = Code.objects.filter(IsAmong("list", Asked("lists")))
    return asked.order_by("list", "position", "key").values_list(*_Code._fields)


class Codebook:
    """All codes of some lists in one query, or none when they were read lately: those that ended
    keep their label."""

    def __init__(self, lists: Iterable[CodeList] = TALK_LISTS) -> None:
        self._lists = [str(one) for one in lists]
        self._take(_kept(self._lists))

    def label(self, key: str | None) -> str:
        """Empty when nothing was chosen."""
        if key and key not in self._labels:
            # Of a code that was added since, and that a colleague chose already.
            self._take(_codes.rows(lists=self._lists))
        return self._labels[key] if key else ""

    def unknown(self, chosen: Mapping[str, Iterable[str]], *, on: date) -> list[str]:
        """Under which names of a talk something was chosen that cannot be chosen on this day."""
        return [
            name
            for name, keys in chosen.items()
            if not set(keys) <= {key for key, _label in self.choices(LIST_OF[name], on=on)}
        ]

    def choices(
        self, code_list: CodeList, *, on: date, also: Iterable[str | None] = ()
    ) -> list[Choice]:
        """What can be chosen on a day, and what was chosen before."""
        kept = set(also)
        return [
            (code.key, self._labels[code.key])
            for code in self._codes[code_list]
            if code.key in kept or _holds(code, on)
        ]

    def _take(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._codes = defaultdict(list)
        self._labels: dict[str, str] = {}
        label = label_column()
        for code in map(_Code._make, rows):
            self._codes[code.list].append(code)
            self._labels[code.key] = getattr(code, label)


def _kept(lists: list[str]) -> tuple[tuple[Any, ...], ...]:
    """A new code is offered within the minute."""
    # With the columns, because another release may read others.
    key = f"codes:{'+'.join(lists)}:{'+'.join(_Code._fields)}"
    rows: tuple[tuple[Any, ...], ...] | None = shared_cache.get_near(key, seconds=_NEAR_SECONDS)
    if rows is None:
        rows = tuple(_codes.rows(lists=lists))
        shared_cache.set(key, rows, seconds=_KEPT_SECONDS)
    return rows


def _holds(code: _Code, day: date) -> bool:
    return code.valid_from <= day and (code.valid_until is None or day <= code.valid_until)
