"""The story of a file: talks, and small between them what happened to the file itself."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.core.paginator import Page
from django.db.models import F
from django.utils.translation import gettext

from advice.models import AdviceSession, NextStep
from advice.ready import Plan
from apprenticeships.bridge import Row
from apprenticeships.story import sentence_of
from loketten.accounts.models import Membership
from loketten.tenancy.composed import Asked, IsAmong, composed
from loketten.ui.paging import PAGE, CountedPaginator
from portal.workplace.happenings import Happening, Source, read_happenings

# A talk with a group is a talk.
BESIDE_TALKS = (Source.GROUP, Source.WITHDRAWN_GROUP)


class Filter(StrEnum):
    """What the reader wants to see; the values stand in the address."""

    ALL = "all"
    TALKS = "talks"
    STEPS = "steps"


@dataclass(frozen=True)
class Item:
    """One line of the timeline: exactly one of the others is there; `steps` are those of a talk."""

    at: datetime
    talk: Any = None
    steps: Sequence[NextStep] = ()
    happening: Happening | None = None
    missed: Plan | None = None
    placed: str = ""


@dataclass(frozen=True)
class Timeline:
    """One page of it; `page` counts talks or steps."""

    chosen: Filter
    page: Page[Any]
    items: list[Item] = field(default_factory=list)
    steps: list[NextStep] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_timeline(file: Any, *, reader: Membership, shown: str, page: str) -> Timeline:
    """`file` comes from `find_file`; unknown filters and pages fall back to what is there."""
    remarks = []
    if shown and shown not in set(Filter):
        remarks.append(gettext("We do not know this filter. You see everything."))
    chosen = Filter(shown) if shown in set(Filter) else Filter.ALL
    story = _steps(file, page) if chosen is Filter.STEPS else _talks(file, reader, chosen, page)
    if page and page != str(story.page.number):
        remarks.append(gettext("This page does not exist. You see another one."))
    return replace(story, remarks=remarks)


def _page(rows: Any, asked: str, *, count: int) -> Page[Any]:
    return CountedPaginator(rows, count=count, per_page=PAGE).get_page(asked)


def _talks(file: Any, reader: Membership, chosen: Filter, page: str) -> Timeline:
    counted = _page([], page, count=file.talk_total)
    above, rows = _rows(file, reader, counted)
    steps = _steps_by_talk(rows)
    items = [Item(talk.held_at, talk=talk, steps=steps.get(talk.pk, ())) for talk in rows]
    below = rows[-1].held_at if counted.has_next() else None
    sources = tuple(Source) if chosen is Filter.ALL else BESIDE_TALKS
    happened = read_happenings(file, above=above, below=below, sources=sources)
    items += [Item(one.at, happening=one) for one in happened]
    if chosen is Filter.ALL:
        missed = file.ready.missed
        items += [Item(plan.at, missed=plan) for plan in missed if _lies(plan.at, above, below)]
        items += _on_the_bridge(file.bridge["events"], above=above, below=below)
    items.sort(key=lambda item: item.at, reverse=True)
    return Timeline(chosen, counted, items)


def _rows(
    file: Any, reader: Membership, page: Page[Any]
) -> tuple[datetime | None, list[AdviceSession]]:
    """The talks of a page, and when the talk before them was held: what lies between two pages
    stands on the second one."""
    asked = _talks_of_page(page.number)
    if page.number == 1:
        return None, asked.rows(file=file.pk, reader=reader.pk)
    before, *rows = asked.rows(file=file.pk, reader=reader.pk)
    return before.held_at, rows


@lru_cache(maxsize=16)
def _talks_of_page(number: int) -> composed:
    """From the second page on with the one before it."""
    first, end = (number - 1) * PAGE, number * PAGE

    def talks() -> Any:
        of_file = AdviceSession.objects.filter(file=Asked("file")).newest_first()
        return of_file.with_story(reader_id=Asked("reader"))[max(first - 1, 0) : end]

    return composed(talks)


def _steps_by_talk(talks: list[AdviceSession]) -> Mapping[int | None, Sequence[NextStep]]:
    found = defaultdict(list)
    for step in _steps_of_talks.rows(talks=[talk.pk for talk in talks]):
        found[step.session_id].append(step)
    return found


@composed
def _steps_of_talks() -> Any:
    steps = NextStep.objects.filter(IsAmong("session", Asked("talks")))
    return steps.select_related("owner__user")


def _lies(at: datetime, above: datetime | None, below: datetime | None) -> bool:
    return (above is None or at < above) and (below is None or at >= below)


def _on_the_bridge(
    events: Iterable[Row], *, above: datetime | None, below: datetime | None
) -> Iterable[Item]:
    """What happened to trajectories; it came with the file, so no query is needed."""
    for event in events:
        at = datetime.fromisoformat(event["at"])
        if _lies(at, above, below):
            yield Item(at, placed=sentence_of(event))


def _steps(file: Any, page: str) -> Timeline:
    """Open promises first, the most urgent on top; then those that were kept."""
    steps = NextStep.objects.of_standing_talks().filter(file=file).select_related("owner__user")
    ordered = steps.order_by(F("done_at").desc(nulls_first=True), "due_on", "id")
    counted = _page(ordered, page, count=file.step_total)
    return Timeline(Filter.STEPS, counted, steps=list(counted.object_list))
