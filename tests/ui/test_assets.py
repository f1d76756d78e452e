"""What the browser has to fetch, against the budget for a cheap phone."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings

from loketten.ui.icons import DIRECTIONS, ICONS

ASSETS = Path(settings.BUILD_DIR) / "assets"
KILO = 1024


@pytest.mark.parametrize(
    ("name", "budget"), [("css/portal.css", 15), ("css/staff.css", 9), ("js/forms.js", 1)]
)
def test_a_sheet_or_script_stays_within_its_budget(name: str, budget: int) -> None:
    assert len(gzip.compress((ASSETS / name).read_bytes())) <= budget * KILO


@pytest.mark.parametrize(
    ("name", "budget"), [("atkinson-next-nl.woff2", 17), ("atkinson-next-ext.woff2", 10)]
)
def test_a_font_stays_within_its_budget(name: str, budget: int) -> None:
    assert (ASSETS / "fonts" / name).stat().st_size <= budget * KILO


def test_the_sprite_holds_exactly_the_icons_of_the_list() -> None:
    sprite = (ASSETS / "img" / "icons.svg").read_text()
    assert sprite.count("<symbol") == len(ICONS)
    assert [name for name in ICONS if f'<symbol id="{name}"' not in sprite] == []
    assert DIRECTIONS <= ICONS


def test_nothing_is_fetched_from_elsewhere() -> None:
    texts = [file.read_text() for file in ASSETS.rglob("*.css")]
    assert [text for text in texts if "http://" in text.replace("http://www.w3.org", "")] == []
    assert [text for text in texts if "https://" in text] == []


def test_the_lock_of_npm_names_no_registry() -> None:
    lock = (Path(settings.BASE_DIR) / "package-lock.json").read_text()
    assert '"resolved"' not in lock
    assert '"integrity"' in lock
