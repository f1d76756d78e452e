"""Our `format_html` gives, for whatever it is given, what Django's gives."""

from typing import Any

import pytest
from django.utils import html, translation
from django.utils.functional import lazystr
from django.utils.safestring import SafeString, mark_safe

from loketten.ui.markup import format_html, format_html_join


class _Drawn:
    def __html__(self) -> str:
        return "<b>drawn</b>"


class _Name(str):
    """Such as a choice of Django's: a text, and something more."""


VALUES = [
    "plain",
    "<script>alert('x')</script>",
    "\" ' & < > &amp;",
    "{0} {name} {}",
    "",
    SafeString("<i>safe</i>"),
    mark_safe("&amp;"),
    _Name("<b>"),
    lazystr("<lazy>"),
    _Drawn(),
    None,
    35,
    0.5,
    ["<a>"],
]


@pytest.mark.parametrize("value", VALUES)
def test_one_piece_is_as_djangos(value: Any) -> None:
    form = '<p title="{}">{name}</p>'
    ours = format_html(form, value, name=value)
    theirs = html.format_html(form, value, name=value)  # noqa: TID251
    assert (ours, type(ours)) == (theirs, SafeString)


@pytest.mark.parametrize("separator", [", ", "<br>", SafeString("<br>")])
def test_many_pieces_are_as_djangos(separator: str) -> None:
    rows = [(value, "<x>") for value in VALUES]
    ours = format_html_join(separator, "<li>{} {}</li>", rows)
    theirs = html.format_html_join(separator, "<li>{} {}</li>", rows)  # noqa: TID251
    assert (ours, type(ours)) == (theirs, SafeString)
    assert format_html_join(separator, "{}", []) == ""


def test_a_text_that_was_filled_in_before_is_refused() -> None:
    """Django says so too: nothing in it would be escaped."""
    name = "<script>"
    with pytest.raises(TypeError):
        format_html(f"<p>{name}</p>")


def test_a_lazy_word_is_said_in_the_language_of_the_moment() -> None:
    word = translation.gettext_lazy("Save")
    with translation.override("nl"):
        assert format_html("{}", word) == html.escape(str(word))
