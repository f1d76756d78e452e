"""Rules that hold for every talk, whether it is new or changed."""

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advice.actions.content import TalkContent
from advice.moments import EARLIEST, LAST_DAY, MomentTooLongAgo
from loketten.kit.bsn import refuse_bsn
from loketten.kit.errors import DomainError


class TalkInFuture(DomainError):
    """A talk is logged after it was held; planning one is something else."""

    message = _("This moment has not come yet. Fill in when the talk was held.")
    field = "held_at"


class PromiseBeforeTalk(DomainError):
    """A promise is kept after it was made."""

    message = _("This day is before the talk. Choose a later day for the next step.")
    field = "due_on"


class TalkTooLongAgo(MomentTooLongAgo):
    field = "held_at"


class PromiseTooFar(DomainError):
    """The form says so before; who sends no form hears it here."""

    message = _("Choose a day in the coming years.")
    field = "due_on"


def check_content(
    content: TalkContent, *, written_at: datetime, vouched: Collection[str]
) -> list[str]:
    """Raise the first rule that is broken; returns the fields whose number the writer vouched
    for. `written_at` is when the talk was logged."""
    if content.held_at > written_at:
        raise TalkInFuture
    held_on = timezone.localdate(content.held_at)
    if held_on < EARLIEST:
        raise TalkTooLongAgo
    if content.promise and content.promise.due_on < held_on:
        raise PromiseBeforeTalk
    if content.promise and content.promise.due_on > LAST_DAY:
        raise PromiseTooFar
    return refuse_bsn(content.free_texts, vouched=vouched)
