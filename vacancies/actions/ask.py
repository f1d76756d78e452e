"""What a visitor does, who has no account: ask, show interest, report a wrong ad, withdraw."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.changes import locked
from loketten.audit import log, outbox
from loketten.audit.actors import VISITOR
from loketten.kit.bsn import refuse_bsn
from loketten.kit.errors import DomainError
from vacancies.actions.erase import blank
from vacancies.choices import AnswerState
from vacancies.links import Question, issue_link
from vacancies.models import AdReport, DeskRequest, Interest, Vacancy


class SentBefore(DomainError):
    """The form was sent, and has been changed since: dropping that would lose text."""

    message = _(
        "You sent this form before, with another text. Press the button again to send this too."
    )


class PlaceIsGone(DomainError):
    message = _("This place is no longer free. Look for another one, or ask the desk.")


FREE_TEXTS = ("name", "message", "remark")
# Asked only about something new, and raises to refuse it: who presses twice is never too much.
Gate = Callable[[], None]


def no_gate() -> None:
    """Lets everything through."""


@dataclass(frozen=True)
class Visitor:
    """Who asks, how to reach her, and what she wrote."""

    name: str
    email: str
    phone: str
    message: str
    language: str


@transaction.atomic
def send_request(
    visitor: Visitor,
    *,
    kind: str,
    moment: str,
    key: UUID,
    vouched: Collection[str] = (),
    gate: Gate = no_gate,
) -> DeskRequest:
    """At the current desk. A second submit of the same form finds the first one's."""
    columns = {**vars(visitor), "kind": kind, "moment": moment}
    row, is_new = _once(DeskRequest, columns, key=key, vouched=vouched, gate=gate)
    if is_new:
        _receive(row, effect="vacancies.request_sent")
    assert isinstance(row, DeskRequest)
    return row


@transaction.atomic
def send_interest(
    visitor: Visitor,
    *,
    place: UUID,
    key: UUID,
    vouched: Collection[str] = (),
    gate: Gate = no_gate,
) -> Interest:
    """`place` is the public id of a vacancy of the current desk that is online."""
    columns = {**vars(visitor), "vacancy": _online(place)}
    row, is_new = _once(Interest, columns, key=key, vouched=vouched, gate=gate)
    if is_new:
        _receive(row, effect="vacancies.interest_sent")
    assert isinstance(row, Interest)
    return row


@transaction.atomic
def report_ad(
    *,
    place: UUID,
    reason: str,
    remark: str,
    key: UUID,
    vouched: Collection[str] = (),
    gate: Gate = no_gate,
) -> AdReport:
    """Something is wrong with a published vacancy; nobody is named."""
    columns = {"vacancy": _online(place), "reason": reason, "remark": remark}
    row, is_new = _once(AdReport, columns, key=key, vouched=vouched, gate=gate)
    if is_new:
        log.note("report.sent", row, by=VISITOR)
    assert isinstance(row, AdReport)
    return row


@transaction.atomic
def withdraw(question: Question) -> None:
    """Nobody needs to answer any more, and the name goes at once."""
    row = locked(question)
    if row.erased_at is not None:
        return
    if row.is_open:
        row.state, row.answered_at = AnswerState.WITHDRAWN, timezone.now()
    blank(row)
    row.save()
    log.note("question.withdrawn", row, by=VISITOR)


def _receive(question: Question, *, effect: str) -> None:
    issue_link(question)
    log.note("question.sent", question, by=VISITOR)
    if question.email:
        outbox.add(effect, question_id=question.pk)


def _once(
    model: Any, columns: dict[str, Any], *, key: UUID, vouched: Collection[str], gate: Gate
) -> tuple[Any, bool]:
    """The row with this key, and whether it was made just now."""
    texts = {name: columns[name] for name in FREE_TEXTS if name in columns}
    vouched_for = refuse_bsn(texts, vouched=vouched)
    row, is_new = model.objects.get_or_create(key=key, defaults=columns)
    if is_new:
        gate()
        if vouched_for:
            log.note("bsn.overruled", row, by=VISITOR, changed=vouched_for)
    # In another language it is the same question.
    same = columns.keys() - {"language"}
    if any(getattr(row, name) != columns[name] for name in same):
        raise SentBefore
    return row, is_new


def _online(place: UUID) -> Vacancy:
    today: date = timezone.localdate()
    vacancy: Vacancy | None = Vacancy.objects.online(today).filter(public_id=place).first()
    if vacancy is None:
        raise PlaceIsGone
    return vacancy
