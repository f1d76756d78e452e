"""The middle of a count per week."""

from collections.abc import Mapping


def median(weeks: Mapping[int, int]) -> int:
    """The lower of the two in the middle; `weeks` says how many people waited how long."""
    left = (sum(weeks.values()) + 1) // 2
    for waited in sorted(weeks):
        left -= weeks[waited]
        if left <= 0:
            return waited
    raise ValueError("There is no median of nobody.")
