"""From an interest in a place to a client who was brought together with its employer."""

from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from apprenticeships.actions.records import InterestIsTaken, add_record
from apprenticeships.choices import Plank
from apprenticeships.models import Introduction
from clients.actions.rules import current_file
from clients.models import Client
from loketten.accounts.changes import locked
from loketten.accounts.models import Membership
from vacancies.models import Interest


@transaction.atomic
def introduce(interest: Interest, client: Client, *, by: Membership) -> Introduction:
    """In the current file of the client; saying the same twice changes nothing."""
    locked(interest)
    met: Any = Introduction.objects.filter(interest=interest).select_related("file").first()
    if met is None:
        met = add_record(
            current_file(client),
            plank=Plank.MATCHING,
            by=by,
            columns={
                "employer_id": interest.vacancy.employer_id,
                "vacancy_id": interest.vacancy_id,
                "interest_id": interest.pk,
                "introduced_on": timezone.localdate(),
                "result": "",
                "note": "",
            },
            key=uuid4(),
        )
    assert isinstance(met, Introduction)
    if met.file.client_id != client.pk:
        raise InterestIsTaken
    return met
