"""Every text of the interface exists in Dutch, in the catalogue of the app that says it."""

import re
from collections import defaultdict

import pytest

from tests.house.catalogues import apps, said, translated

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@pytest.mark.parametrize("app", apps())
def test_all_that_an_app_says_is_in_its_dutch_catalogue(app: str) -> None:
    held = translated(app)
    missing = {one.text: where for one, where in said()[app].items() if one not in held}
    assert not missing


def test_nothing_is_said_outside_the_apps() -> None:
    assert said().keys() <= set(apps())


@pytest.mark.parametrize("app", apps())
def test_a_catalogue_holds_nothing_that_is_no_longer_said(app: str) -> None:
    assert [one.text for one in translated(app) if one not in said()[app]] == []


@pytest.mark.parametrize("app", apps())
def test_a_translation_keeps_the_placeholders(app: str) -> None:
    wrong = []
    for one, strings in translated(app).items():
        asked = set(PLACEHOLDER.findall(one.text + one.plural))
        # "One day" may leave the number out; the other form may not.
        if not set(PLACEHOLDER.findall(" ".join(strings))) <= asked or (
            set(PLACEHOLDER.findall(strings[-1])) != asked
        ):
            wrong.append(one.text)
    assert wrong == []


def test_two_apps_translate_the_same_text_in_the_same_way() -> None:
    """Django merges the catalogues: of two translations one would silently win."""
    strings = defaultdict(set)
    for app in apps():
        for one, dutch in translated(app).items():
            strings[one].add(dutch)
    assert {one.text: dutch for one, dutch in strings.items() if len(dutch) > 1} == {}


def test_nothing_is_addressed_to_u() -> None:
    formal = re.compile(r"\b(u|uw|Uw|helaas|Helaas)\b")
    texts = [text for app in apps() for dutch in translated(app).values() for text in dutch]
    assert [text for text in texts if formal.search(text)] == []
