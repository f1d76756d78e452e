"""The choices of a group as a page shows them: with counts, and which of them were made."""

from dataclasses import dataclass

from vacancies.search.groups import Group
from vacancies.search.results import Results


@dataclass(frozen=True)
class Box:
    """One choice."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Boxes:
    """One group."""

    name: str
    title: str
    boxes: list[Box]
    takes_one: bool
    is_chosen: bool


def boxes_of(group: Group, results: Results) -> Boxes:
    """Inclusive of the choices that would give nothing."""
    chosen = results.filters.chosen.get(group.name, ())
    boxes = [
        Box(
            option.value,
            str(option.label),
            results.facets.of(group, option),
            option.value in chosen,
        )
        for option in group.options
    ]
    return Boxes(group.name, str(group.title), boxes, group.takes_one, bool(chosen))
