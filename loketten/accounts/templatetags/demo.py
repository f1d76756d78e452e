"""Says on every page that this is a demo."""

from django import template
from django.conf import settings

from loketten.accounts.access import has_second_factor
from loketten.accounts.models import User

register = template.Library()


@register.inclusion_tag("accounts/demo_banner.html")
def demo_banner() -> dict[str, bool]:
    """Nothing outside the demo: what it says would not be true there."""
    return {"is_demo": settings.DEMO}


@register.filter
def may_enter_without(user: User) -> bool:
    """Whether this account works without a second step: those of the demo do."""
    return has_second_factor(user)
