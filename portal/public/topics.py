"""What people come with, in their own words."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Topic(NamedTuple):
    """`key` stands in the address; `place` sends straight to the places to learn and work."""

    key: str
    title: str | Promise
    line: str | Promise
    is_place: bool = False


TOPICS = (
    Topic(
        "leerbaan",
        _("I am looking for a job in which I learn"),
        _("Working and learning at the same time, with wages"),
        is_place=True,
    ),
    Topic("beroep", _("I want another occupation"), _("Together we look at what suits you")),
    Topic(
        "diploma",
        _("I have a diploma from another country"),
        _("Show what it is worth here"),
    ),
    Topic(
        "nederlands",
        _("I want to learn better Dutch"),
        _("Also arithmetic, or working with a computer"),
    ),
    Topic("ontslag", _("My job is ending"), _("From work to work, with or without a course")),
    Topic("werkgever", _("I am an employer"), _("Train people in your own company")),
)


def topic_of(key: str) -> Topic | None:
    """None for a key that is not on the list."""
    return next((topic for topic in TOPICS if topic.key == key), None)
