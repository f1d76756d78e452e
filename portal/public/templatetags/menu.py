"""The menu of the public pages, which stands twice on each: in a row, and behind a button."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from loketten.ui.languages import LanguageLink
from loketten.ui.markup import format_html, format_html_join
from loketten.ui.templatetags.site import current, drawn_once
from loketten.ui.templatetags.ui import picture

register = template.Library()

_PLACES = ("public:places", "public:desks", "public:ask_where")


@register.simple_tag
def public_menu(request: HttpRequest, languages: Iterable[LanguageLink]) -> SafeString:
    """Only the way to the other language differs from page to page."""
    here = next((url for url in _addresses(get_language()) if current(request, url)), "")
    return format_html(
        "<ul>{}{}</ul>",
        drawn_once("layouts/public_menu.html", here=here),
        format_html_join(
            "",
            '<li class="header__language"><a href="{}" lang="{}" hreflang="{}">{}{}</a></li>',
            ((one.url, one.code, one.code, picture("language"), one.name) for one in languages),
        ),
    )


@lru_cache(maxsize=4)
def _addresses(language: str | None) -> list[str]:
    return [reverse(name) for name in _PLACES]
