"""The sheet with a desk's own colour, and its logo."""

import hashlib
from typing import Any, Protocol

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import override

from loketten.ui.brand import brand_of, fingerprint
from loketten.ui.markup import format_html
from loketten.ui.templatetags.ui import NOTHING

register = template.Library()


class Branded(Protocol):
    """What has a colour, and perhaps a logo, of its own."""

    slug: str
    brand_colour: str
    logo: Any


@register.simple_tag
def desk_style(desk: Branded) -> SafeString:
    """A link in the head; nothing for a desk with the default colour."""
    if not desk.brand_colour:
        return NOTHING
    return format_html('<link rel="stylesheet" href="{}">', style_address(desk))


def style_address(desk: Branded) -> str:
    """Changes with the colour; the same in every language."""
    mark = fingerprint(brand_of(desk.brand_colour))
    with override(settings.LANGUAGE_CODE):
        return reverse("public:desk_style", kwargs={"slug": desk.slug, "mark": mark})


@register.simple_tag
def desk_logo(desk: Branded) -> SafeString:
    """The picture in the head of the desk's public pages; the name beside it says what it is."""
    if not desk.logo:
        return NOTHING
    return format_html('<img class="logo__picture" src="{}" alt="">', logo_address(desk))


def logo_address(desk: Branded) -> str:
    """Changes with the picture; the same in every language."""
    with override(settings.LANGUAGE_CODE):
        return reverse("public:desk_logo", kwargs={"slug": desk.slug, "mark": mark_of(desk)})


def mark_of(desk: Branded) -> str:
    return hashlib.sha256(bytes(desk.logo)).hexdigest()[:12]
