"""The mark of a page for everybody."""

from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from loketten.accounts.access import View, public_view
from portal.public.kept import kept_page

KEPT_SECONDS = 60


def public_page(view: View) -> View:
    """Read only, without a cookie, and the same for everybody: a proxy may keep it a minute, and
    then ask whether it changed."""
    kept = kept_page(cache_control(public=True, max_age=KEPT_SECONDS)(view))
    return public_view(require_safe(conditional_page(kept)))
