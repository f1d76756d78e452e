"""What every layout shows of the site itself."""

from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from loketten.ui.languages import LanguageLink, in_language, other_languages, without_language
from loketten.ui.markup import format_html, format_html_join

register = template.Library()


@register.simple_tag
def site_name() -> str:
    """The name of the service, which is a setting: desks are being renamed."""
    return str(settings.SITE_NAME)


@register.simple_tag
def home_path() -> str:
    """The front page in this language, also for error pages that may not resolve addresses."""
    language = get_language()
    return "/" if language in (None, settings.LANGUAGE_CODE) else f"/{language}/"


@register.simple_tag
def help_phone() -> str:
    """The national number, for who has no desk yet."""
    return str(settings.HELP_PHONE)


@register.simple_tag
def phone_link(number: str) -> SafeString:
    """A number that can be tapped."""
    return format_html('<a href="{}">{}</a>', tel(number), number)


@register.filter
def tel(number: str) -> str:
    """The address behind a number that can be tapped."""
    return "tel:" + "".join(sign for sign in number if sign.isdigit() or sign == "+")


@register.simple_tag
def language_links(request: HttpRequest) -> list[LanguageLink]:
    """The same page in the other languages."""
    return other_languages(request.get_full_path())


@register.simple_tag
def page_address(path: str) -> SafeString:
    """For the head: the one address of this page, without a search, and the same page in each
    language."""
    path = without_language(path)
    languages = [code for code, _ in settings.LANGUAGES]
    here = in_language(path, get_language() or settings.LANGUAGE_CODE)
    return format_html(
        '<link rel="canonical" href="{}{}">{}<link rel="alternate" hreflang="x-default" '
        'href="{}{}">',
        settings.SITE_URL,
        here,
        format_html_join(
            "",
            '<link rel="alternate" hreflang="{}" href="{}{}">',
            ((code, settings.SITE_URL, in_language(path, code)) for code in languages),
        ),
        settings.SITE_URL,
        path,
    )


@register.simple_tag
def drawn_once(template_name: str, **told: str) -> SafeString:
    """A part of a layout that is the same for everybody: each process draws it once for each
    language, and for what it is told."""
    return _drawn(template_name, get_language(), tuple(told.items()))


@lru_cache(maxsize=64)
def _drawn(
    template_name: str, language: str | None, told: tuple[tuple[str, str], ...]
) -> SafeString:
    return render_to_string(template_name, dict(told))


@register.filter
def current(request: HttpRequest, url: str) -> Any:
    """Whether the page at hand stands at this address or below it."""
    return request.path == url or request.path.startswith(f"{url.rstrip('/')}/")
