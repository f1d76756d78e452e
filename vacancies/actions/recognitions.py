"""For which qualifications a company is recognised, and until when."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loketten.accounts.changes import locked, note_vouched, save_changes
from loketten.accounts.models import Membership
from loketten.audit.log import note
from loketten.kit.errors import DomainError
from vacancies.actions.online import recount_last_days
from vacancies.actions.rules import refuse_bsn_in
from vacancies.models import Employer, Recognition, Vacancy


class EndsBeforeItStarts(DomainError):
    field = "valid_until"
    message = _("A recognition ends after the day on which it starts.")


class RecognisedAlready(DomainError):
    field = "valid_from"
    message = _("Another recognition for this qualification starts on this day already.")


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What the register of SBB says, cleaned."""

    qualification_id: int
    valid_from: date
    valid_until: date
    trainer: str = ""

    @property
    def columns(self) -> dict[str, Any]:
        return asdict(self)


@transaction.atomic
def add_recognition(
    employer: Employer, terms: Terms, *, by: Membership, vouched: Collection[str] = ()
) -> Recognition:
    """A second submit finds the first one's: qualification and first day name a recognition."""
    vouched_for = refuse_bsn_in(terms.columns, vouched=vouched)
    _check(terms)
    recognition, is_new = Recognition.objects.get_or_create(
        employer=employer,
        qualification_id=terms.qualification_id,
        valid_from=terms.valid_from,
        defaults={"valid_until": terms.valid_until, "trainer": terms.trainer},
    )
    if not is_new and recognition.valid_until != terms.valid_until:
        raise RecognisedAlready
    if is_new:
        note_vouched(recognition, by=by, fields=vouched_for)
        note("recognition.added", recognition, by=by.actor)
    return recognition


@transaction.atomic
def edit_recognition(
    recognition: Recognition,
    terms: Terms,
    *,
    by: Membership,
    version: int,
    vouched: Collection[str] = (),
) -> Recognition:
    """Places that are online because of it get their last day anew: an earlier end takes them
    offline earlier, in the same transaction."""
    vouched_for = refuse_bsn_in(terms.columns, vouched=vouched)
    _check(terms)
    before = locked(recognition)
    same = Recognition.objects.filter(
        employer=before.employer_id,
        qualification=terms.qualification_id,
        valid_from=terms.valid_from,
    )
    if same.exclude(pk=before.pk).exists():
        raise RecognisedAlready
    changed = save_changes(before, terms.columns, version=version)
    if changed:
        note_vouched(before, by=by, fields=vouched_for)
        note("recognition.edited", before, by=by.actor, changed=changed)
        recount_last_days(Vacancy.objects.filter(recognition=before))
    return before


def _check(terms: Terms) -> None:
    if terms.valid_until <= terms.valid_from:
        raise EndsBeforeItStarts
