"""What the desk does with what visitors sent. Two colleagues cannot both take one question."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.changes import ChangedMeanwhile, locked, note_vouched
from loketten.accounts.models import Membership
from loketten.audit.log import note
from loketten.kit.bsn import refuse_bsn
from loketten.kit.errors import DomainError
from vacancies.choices import ANSWERS, AnswerState
from vacancies.links import Question
from vacancies.models import AdReport


class IsErased(DomainError):
    message = _("The name and the address are gone, so this cannot be answered any more.")


class SettledBefore(DomainError):
    message = _("A colleague has settled this report already.")


@transaction.atomic
def take(question: Question, *, by: Membership, version: int) -> None:
    """Also from a colleague who is away, and again after it was ended by mistake."""
    row = locked(question)
    if row.state == AnswerState.TAKEN and row.answered_by_id == by.pk:
        return
    _move(row, AnswerState.TAKEN, by=by, version=version, action="question.taken")


@transaction.atomic
def give_back(question: Question, *, by: Membership, version: int) -> None:
    """For whoever has time: it is new again."""
    row = locked(question)
    if row.state == AnswerState.NEW:
        return
    _move(row, AnswerState.NEW, by=by, version=version, action="question.given-back")


@transaction.atomic
def end(question: Question, *, by: Membership, version: int, outcome: str) -> None:
    """Answered, or dropped for a reason: the outcome says which."""
    row = locked(question)
    if row.outcome == outcome and row.answered_by_id == by.pk:
        return
    if outcome in ANSWERS:
        state, action = AnswerState.DONE, "question.answered"
    else:
        state, action = AnswerState.DROPPED, "question.dropped"
    _move(row, state, by=by, version=version, action=action, outcome=outcome)


@transaction.atomic
def settle_report(
    report: AdReport, *, by: Membership, done: str, vouched: Collection[str] = ()
) -> None:
    """Somebody looked, and says what was done."""
    vouched_for = refuse_bsn({"done": done}, vouched=vouched)
    row = locked(report)
    if row.settled_at is not None:
        if (row.settled_by_id, row.settled_note) != (by.pk, done):
            raise SettledBefore
        return
    row.settled_by, row.settled_at, row.settled_note = by, timezone.now(), done
    row.save(update_fields=["settled_by", "settled_at", "settled_note"])
    note_vouched(row, by=by, fields=vouched_for)
    note("report.settled", row, by=by.actor)


def _move(
    row: Any,
    state: AnswerState,
    *,
    by: Membership,
    version: int,
    action: str,
    outcome: str = "",
) -> None:
    if row.version != version:
        raise ChangedMeanwhile(row)
    if row.erased_at is not None:
        raise IsErased
    is_new = state == AnswerState.NEW
    row.state, row.outcome = state, outcome
    row.answered_by, row.answered_at = (None, None) if is_new else (by, timezone.now())
    row.version += 1
    row.save(update_fields=["state", "outcome", "answered_by", "answered_at", "version"])
    note(action, row, by=by.actor, changed=["state"])
