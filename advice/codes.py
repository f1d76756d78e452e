"""The lists that a talk chooses from, read together."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from loketten.tenancy.composed import Asked, IsAmong, composed
from loketten.tenancy.models import Code, CodeList
from loketten.tenancy.models.codes import label_column

TALK_LISTS = (CodeList.CHANNEL, CodeList.KIND, CodeList.OUTCOME, CodeList.THEME)
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
    """All codes of some lists in one query: those that ended keep their label."""

    def __init__(self, lists: Iterable[CodeList] = TALK_LISTS) -> None:
        self._codes = defaultdict(list)
        self._labels: dict[str, str] = {}
        label = label_column()
        for code in map(_Code._make, _codes.rows(lists=[str(one) for one in lists])):
            self._codes[code.list].append(code)
            self._labels[code.key] = getattr(code, label)

    def label(self, key: str | None) -> str:
        """Empty when nothing was chosen."""
        return self._labels[key] if key else ""

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


def _holds(code: _Code, day: date) -> bool:
    return code.valid_from <= day and (code.valid_until is None or day <= code.valid_until)
