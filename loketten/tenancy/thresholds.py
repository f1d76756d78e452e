"""What holds today, kept for a minute: every page with figures asks for it."""

from datetime import date

from loketten.tenancy.cache import shared_cache
from loketten.tenancy.models import Audience, Threshold

KEPT_SECONDS = 60


def threshold_on(day: date, audience: Audience) -> int:
    """The setting of this installation until somebody chose one."""
    key = _key(day, audience)
    value: int | None = shared_cache.get(key)
    if value is None:
        value = Threshold.objects.on(day, audience)
        shared_cache.set(key, value, seconds=KEPT_SECONDS)
    return value


def forget_threshold(day: date, audience: Audience) -> None:
    """After another one was chosen for this day."""
    shared_cache.delete(_key(day, audience))


def _key(day: date, audience: Audience) -> str:
    return f"figures:threshold:{audience}:{day:%Y%m%d}"
