"""Long rows of choices: the first ones in sight, the others one step away."""

from django.forms.boundfield import BoundField, BoundWidget


def first_of(bound: BoundField, most: int) -> list[BoundWidget]:
    """The first choices of a long list, and what was chosen further on."""
    return [choice for place, choice in enumerate(bound) if place < most or choice.data["selected"]]


def rest_of(bound: BoundField, most: int) -> list[BoundWidget]:
    """What `first_of` leaves out."""
    shown = {choice.data["index"] for choice in first_of(bound, most)}
    return [choice for choice in bound if choice.data["index"] not in shown]
