"""The sheet with a desk's own colour."""

from typing import Protocol

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import override

from loketten.ui.brand import brand_of, fingerprint
from loketten.ui.templatetags.ui import NOTHING

register = template.Library()


class Branded(Protocol):
    """What has a colour of its own."""

    slug: str
    brand_colour: str


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
