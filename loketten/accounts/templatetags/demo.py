"""Says on every page that this is a demo."""

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from loketten.accounts.access import has_second_factor
from loketten.accounts.models import User
from loketten.ui.templatetags.site import drawn_once
from loketten.ui.templatetags.ui import NOTHING

register = template.Library()


@register.simple_tag
def demo_banner() -> SafeString:
    """Nothing outside the demo: what it says would not be true there."""
    return drawn_once("accounts/demo_banner.html") if settings.DEMO else NOTHING


@register.filter
def may_enter_without(user: User) -> bool:
    """Whether this account works without a second step: those of the demo do."""
    return has_second_factor(user)
