"""The groups of filters: what can be chosen in each, and what a choice asks of a listing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache, reduce
from operator import and_, or_

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vacancies.search.choices import Choices

REGION = "regio"
SOON = timedelta(days=31)
LATER = timedelta(days=92)


@dataclass(frozen=True)
class Option:
    """One choice; `value` stands in the address."""

    value: str
    label: str | Promise
    asks: Q


@dataclass(frozen=True)
class Group:
    """Choices of which one is enough. `column` counts a group by itself, in place of by option."""

    name: str
    title: str | Promise
    options: tuple[Option, ...]
    column: str = ""
    takes_one: bool = False

    def asks(self, chosen: Iterable[str]) -> Q:
        """Everything when nothing was chosen."""
        wanted = set(chosen)
        return reduce(or_, (one.asks for one in self.options if one.value in wanted), Q())


def but_region(chosen: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """What was chosen in the other groups."""
    return {name: values for name, values in chosen.items() if name != REGION}


def chosen_of(chosen: Mapping[str, tuple[str, ...]], groups: Iterable[Group]) -> Q:
    """All groups in which something was chosen."""
    return reduce(
        and_, (group.asks(chosen[group.name]) for group in groups if group.name in chosen), Q()
    )


@lru_cache(maxsize=8)
def groups(choices: Choices, today: date) -> tuple[Group, ...]:
    """In the order in which the page shows them and in the language of the choices; made once for
    the same choices and day."""
    return tuple(_spoken(group) for group in _groups(choices, today))


def _spoken(group: Group) -> Group:
    """Looking up the words of seventy choices takes longer than anything else that is done to
    them."""
    options = tuple(replace(option, label=str(option.label)) for option in group.options)
    return replace(group, title=str(group.title), options=options)


def _groups(choices: Choices, today: date) -> tuple[Group, ...]:
    return (
        Group(
            "route",
            _("What do you get?"),
            tuple(
                Option(key, label, Q(route=f"route.{key}")) for key, label in choices.routes.items()
            ),
            column="route_id",
        ),
        Group("niveau", _("Level"), _LEVELS),
        Group(
            "sector",
            _("Kind of work"),
            tuple(
                Option(key, label, Q(sector=f"sector.{key}"))
                for key, label in choices.sectors.items()
            ),
            column="sector_id",
        ),
        Group("uren", _("Hours a week"), _HOURS),
        Group("tijd", _("When do you work?"), _TIMES),
        Group("loon", _("Pay"), _PAY, takes_one=True),
        Group("begin", _("Start"), _starts(today)),
        Group(
            REGION,
            _("Region"),
            tuple(Option(code, one.name, Q(region=code)) for code, one in choices.regions.items()),
            column="region_id",
            takes_one=True,
        ),
    )


_LEVELS = (
    Option("geen-diploma", _("No diploma needed"), Q(needs_no_diploma=True)),
    Option("1", _("Mbo 1 (entry level)"), Q(mbo_level=1)),
    Option("2", _("Mbo 2"), Q(mbo_level=2)),
    Option("3", _("Mbo 3"), Q(mbo_level=3)),
    Option("4", _("Mbo 4"), Q(mbo_level=4)),
)
_HOURS = (
    Option("tot-24", _("Up to 24 hours"), Q(hours_from__lte=24)),
    Option("24-32", _("24 to 32 hours"), Q(hours_from__lte=32, hours_to__gte=24)),
    Option("vanaf-32", _("32 hours or more"), Q(hours_to__gte=32)),
)
_TIMES = (Option("avond", _("Also in the evening or at the weekend"), Q(in_evening=True)),)
_PAY = (
    Option("bekend", _("The pay is told"), Q(month_pay__isnull=False)),
    Option("1500", _("From € 1,500 a month"), Q(month_pay__gte=1500)),
    Option("2000", _("From € 2,000 a month"), Q(month_pay__gte=2000)),
    Option("2500", _("From € 2,500 a month"), Q(month_pay__gte=2500)),
)


def _starts(today: date) -> tuple[Option, ...]:
    soon, later = today + SOON, today + LATER
    return (
        Option("nu", _("Within a month"), Q(starts_on__isnull=True) | Q(starts_on__lte=soon)),
        Option("3-maanden", _("In 1 to 3 months"), Q(starts_on__gt=soon, starts_on__lte=later)),
        Option("later", _("Later"), Q(starts_on__gt=later)),
    )
