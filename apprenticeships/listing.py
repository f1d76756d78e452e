"""The list of trajectories: its filters stand in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict
from django.utils.translation import gettext as _

from apprenticeships.choices import TrajectoryState
from apprenticeships.models import Trajectory
from loketten.accounts.models import Membership
from loketten.tenancy.forms import codes_of
from loketten.tenancy.models import CodeList
from loketten.ui.chips import Chip
from loketten.ui.paging import page_of

MINE = "mijn"


@dataclass(frozen=True)
class Listing:
    """One page of it; `remarks` say what was asked and does not exist."""

    page: Page[Trajectory]
    whose: list[Chip]
    states: list[Chip]
    routes: list[tuple[str, str]]
    chosen: Mapping[str, str]
    remarks: list[str]

    @property
    def is_narrowed(self) -> bool:
        return any(self.chosen.values())


def read_listing(query: QueryDict, *, member: Membership) -> Listing:
    """Unknown filters and pages fall back to what is there, with a sentence."""
    routes = [(code.key, code.label) for code in codes_of({CodeList.ROUTE})[CodeList.ROUTE]]
    known = {"wie": [MINE], "stand": list(TrajectoryState.values), "route": list(dict(routes))}
    asked = {name: query.get(name, "") for name in known}
    chosen = {name: value if value in known[name] else "" for name, value in asked.items()}
    remarks = [] if chosen == asked else [_("We do not know this filter. You see everything.")]
    page, remark = page_of(_narrowed(chosen, member), query.get("page", "1"))
    states = {"": _("All"), **{state.value: str(state.label) for state in TrajectoryState}}
    return Listing(
        page=page,
        whose=_chips("wie", chosen, {"": _("Of the desk"), MINE: _("Mine")}),
        states=_chips("stand", chosen, states),
        routes=routes,
        chosen=chosen,
        remarks=[*remarks, *([remark] if remark else [])],
    )


def _narrowed(chosen: Mapping[str, str], member: Membership) -> Any:
    rows = Trajectory.objects.with_people().newest_first()
    if chosen["wie"]:
        rows = rows.of_counselor(member)
    if chosen["stand"]:
        rows = rows.filter(state=chosen["stand"])
    if chosen["route"]:
        rows = rows.filter(route=chosen["route"])
    return rows


def _chips(name: str, chosen: Mapping[str, str], words: Mapping[str, str]) -> list[Chip]:
    """Each link keeps the other filters."""
    found = []
    for value, label in words.items():
        query = QueryDict(mutable=True)
        query.update({key: kept for key, kept in {**chosen, name: value}.items() if kept})
        state = "current" if value == chosen[name] else "plain"
        found.append(Chip(label, f"?{query.urlencode()}", state))
    return found
