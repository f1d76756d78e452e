"""A day on which every section has something to say."""

import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from advice.models import NextStep, PlannedTalk, TalkDraft
from apprenticeships.models import AftercareCheck
from clients.models import ClientFile
from loketten.accounts.models import Cover, News
from loketten.accounts.rights import Role
from loketten.audit.actors import ActorKind
from loketten.audit.models import Entry
from tests import factories, questions
from tests.cast import Cast, Somebody
from tests.trajectories import a_started_one
from tests.vacancies.places import online
from vacancies.actions.answer import take
from vacancies.actions.visits import Visit, log_visit
from vacancies.models import DeskRequest, EmployerVisit, Vacancy

HEADINGS = (
    "Nieuws van het landelijke team",
    "Je hebt een concept.",
    "Eén week van het inzagelog is nog niet gelezen.",
    "Nog niet vastgelegd",
    "Van de website",
    "Beloofd",
    "Voor Bas Elferink",
    "Vacatures die jou nodig hebben",
    "Beloofd aan werkgevers",
    "Hoe gaat het?",
    "Lang niets gehoord",
    "Laatst geopend",
)


def fill_day(cast: Cast, number: int) -> None:
    """Anouk, counselor and manager at once, stands in for Bas and has `number` rows of each."""
    today = timezone.localdate()
    anouk, bas = cast.anouk.member, cast.bas.member
    anouk.roles = [Role.COUNSELOR, Role.MANAGER]
    anouk.save(update_fields=["roles"])
    days = {"first_day": today, "last_day": today}
    News.objects.create(title_nl="Nieuws", text_nl="Lees.", key=uuid.uuid4(), **days)
    with cast.anouk.at_work():
        Cover.objects.create(desk=cast.utrecht, colleague=bas, member=anouk, **days)
        files = _silent_files(cast.anouk, number)
        _looks(anouk, files)
        TalkDraft.objects.bulk_create(TalkDraft(file=file, author=anouk) for file in files)
        for member in (anouk, bas):
            _appointments_and_steps(member, files)
        _places(cast.anouk, number)
        _questions(bas, number)
        a_started_one(anouk, files[0], days_ago=14)
        AftercareCheck.objects.update(due_on=today)


def _silent_files(somebody: Somebody, number: int) -> list[ClientFile]:
    long_ago = timezone.localdate() - timedelta(days=100)
    return [
        factories.ClientFileFactory(owner=somebody.member, opened_on=long_ago, asked_on=long_ago)
        for _ in range(number)
    ]


def _looks(member: Any, files: list[ClientFile]) -> None:
    """Some of today, and one of last week for who reads the log."""
    who = {"actor_kind": ActorKind.MEMBER, "actor_id": member.pk, "action": "file.viewed"}
    now = timezone.now()
    for at, seen in ((now - timedelta(days=7), files[:1]), (now - timedelta(hours=2), files)):
        Entry.objects.bulk_create(
            Entry(
                at=at,
                object_kind="clients.clientfile",
                object_id=file.pk,
                shown_ids=[file.client_id],
                **who,
            )
            for file in seen
        )


def _appointments_and_steps(member: Any, files: list[ClientFile]) -> None:
    """The day before yesterday nobody came to say how it went; today is full."""
    now = timezone.now()
    codes = {"channel_id": "channel.phone", "kind_id": "kind.follow-up", "counselor": member}
    # None of them keeps a file from being silent: that asks for what is still to come.
    moments = (now - timedelta(days=2), timezone.localtime(now).replace(hour=0, minute=0))
    PlannedTalk.objects.bulk_create(
        PlannedTalk(file=file, at=at, **codes) for file in files for at in moments
    )
    NextStep.objects.bulk_create(
        NextStep(file=file, owner=member, what="Bellen", due_on=timezone.localdate())
        for file in files
    )


def _places(somebody: Somebody, number: int) -> None:
    today = timezone.localdate()
    vacancy = online(somebody, apply_by=today + timedelta(days=3))
    said = Visit(
        on=today,
        channel_id="channel.phone",
        contact_id=None,
        summary="Gebeld.",
        next_step="Terugbellen",
        due_on=today,
    )
    visit = log_visit(vacancy.employer, said, by=somebody.member, key=uuid.uuid4())
    Vacancy.objects.bulk_create(_copies(vacancy, number, ("public_id", "key")))
    EmployerVisit.objects.bulk_create(_copies(visit, number, ("key",)))


def _questions(colleague: Any, number: int) -> None:
    place = Vacancy.objects.first()
    questions.interest(place.public_id)
    waiting = questions.request()
    DeskRequest.objects.bulk_create(_copies(waiting, number, ("public_id", "key")))
    take(questions.request(), by=colleague, version=1)


def _copies(row: Any, number: int, unique: Iterable[str]) -> list[Any]:
    columns = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in unique and not field.generated
    }
    return [type(row)(**columns, **{name: uuid.uuid4() for name in unique}) for _ in range(number)]
