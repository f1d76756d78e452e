"""The mark of a page for everybody."""

from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from loketten.accounts.access import View, public_view

KEPT_SECONDS = 60


def public_page(view: View) -> View:
    """Read only, without a cookie, and the same for everybody: a proxy may keep it a minute."""
    return public_view(require_safe(cache_control(public=True, max_age=KEPT_SECONDS)(view)))
