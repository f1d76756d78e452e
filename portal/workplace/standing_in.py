"""For whom somebody stands in today, and how long that colleague is away."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from loketten.accounts.models import Cover, Membership
from loketten.ui.templatetags.dates import day


def away_until(member: Membership, today: date | None = None) -> dict[int, Cover]:
    """Colleagues for whom she stands in today, by membership; no query for who covers nobody."""
    if not member.covering:
        return {}
    covers = Cover.objects.on(today or timezone.localdate()).filter(member=member)
    return {cover.colleague_id: cover for cover in covers.select_related("colleague__user")}


def for_whom(cover: Any) -> str:
    """for Anouk Vermeer (away until 3 december)."""
    name = cover.colleague.user.name
    return _("for %(name)s (away until %(day)s)") % {"name": name, "day": day(cover.last_day)}
