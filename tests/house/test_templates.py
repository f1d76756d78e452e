"""Templates carry no style and no script of their own: the content security policy forbids it."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
PAGES = sorted(path for path in TEMPLATES.rglob("*.html") if "/email/" not in path.as_posix())
INLINE = re.compile(r"""\sstyle\s*=|<style|<script(?![^>]*\ssrc=)|\son\w+\s*=\s*["']|javascript:""")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_inline_style_or_script(path: Path) -> None:
    assert INLINE.findall(path.read_text()) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_libraries_are_loaded_one_by_one_in_order(path: Path) -> None:
    loads = re.findall(r"{% load ([^%]+?) %}", path.read_text())
    assert loads == sorted(loads)
    assert [load for load in loads if " " in load] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_library_that_is_loaded_is_in_this_order_only_once(path: Path) -> None:
    loads = re.findall(r"{% load ([^%]+?) %}", path.read_text())
    assert len(loads) == len(set(loads))
