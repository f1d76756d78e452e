"""Says on every page that this is a demo."""

from django import template
from django.conf import settings

register = template.Library()


@register.inclusion_tag("accounts/demo_banner.html")
def demo_banner() -> dict[str, bool]:
    """Nothing outside the demo: what it says would not be true there."""
    return {"is_demo": settings.DEMO}
