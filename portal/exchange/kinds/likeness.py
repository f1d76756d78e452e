"""Which names may resemble each other, found without asking the database about each."""

from collections import defaultdict
from math import ceil

Parts = frozenset[str]


def parts_of(name: str) -> Parts:
    """Three signs in a row, as the database takes names apart to see how alike they are."""
    return frozenset(
        f"  {word} "[at : at + 3] for word in name.split() for at in range(len(word) + 1)
    )


def share(one: Parts, other: Parts, *, least: float) -> bool:
    return len(one & other) >= least * len(one | other)


class Names:
    """Folded names with their keys. `least` is a little less than the database asks, which says the
    last word."""

    def __init__(self, least: float) -> None:
        self._least = least
        self._parts: dict[int, Parts] = {}
        self._with: dict[str, list[int]] = defaultdict(list)

    def add(self, key: int, name: str) -> None:
        self._parts[key] = parts_of(name)
        for part in self._parts[key]:
            self._with[part].append(key)

    def near(self, name: str) -> set[int]:
        """Who shares enough parts shares at least one of the rarest: as many as may be missed, and
        one more."""
        parts = parts_of(name)
        rarest = sorted(parts, key=lambda part: len(self._with.get(part, ())))
        missed = len(parts) - ceil(self._least * len(parts))
        maybe = {key for part in rarest[: missed + 1] for key in self._with.get(part, ())}
        return {key for key in maybe if share(parts, self._parts[key], least=self._least)}
