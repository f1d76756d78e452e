"""The same page in another language."""

from typing import NamedTuple

from django.conf import settings
from django.utils.translation import get_language, get_language_from_path

# Each language under its own name: who looks for it may not read the other.
NAMES = {"nl": "Nederlands", "en": "English"}


class LanguageLink(NamedTuple):
    """Where this page stands in another language."""

    code: str
    name: str
    url: str


def other_languages(full_path: str) -> list[LanguageLink]:
    """Links that keep the path and the query."""
    bare = without_language(full_path)
    return [
        LanguageLink(code, NAMES[code], in_language(bare, code))
        for code, _ in settings.LANGUAGES
        if code != get_language()
    ]


def in_language(bare: str, code: str) -> str:
    """The address of the Dutch page, in another language."""
    return bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}"


def without_language(full_path: str) -> str:
    """The address of the Dutch page, which carries no prefix."""
    code = get_language_from_path(full_path.partition("?")[0])
    return full_path.removeprefix(f"/{code}") if code else full_path
