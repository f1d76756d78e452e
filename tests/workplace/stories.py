"""Files with much in them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from advice.models import AdviceSession, EarlierText
from clients.choices import FileEventKind
from clients.models import ClientFile, FileEvent
from tests import factories
from tests.cast import Somebody


def add_talks(somebody: Somebody, file: ClientFile, number: int, **columns: Any) -> None:
    """Talks of the last days, each with themes, a note, a step, an event and an earlier text."""
    member = somebody.member
    with somebody.at_work():
        for place in range(number):
            talk: AdviceSession = factories.AdviceSessionFactory(
                file=file,
                counselor=member,
                held_at=timezone.now() - timedelta(days=2, hours=place),
                summary=f"Gesprek nummer {place}.",
                **columns,
            )
            factories.SessionThemeFactory(session=talk, theme_id="theme.bbl")
            factories.SessionThemeFactory(session=talk, theme_id="theme.funding")
            factories.PrivateNoteFactory(session=talk, author=member, text=f"Notitie {place}")
            factories.NextStepFactory(file=file, session=talk, owner=member, what=f"Stap {place}")
            EarlierText.objects.create(
                session=talk, version=1, summary="Zoals het was.", replaced_by=member
            )
            FileEvent.objects.create(
                file=file,
                kind=FileEventKind.REOPENED,
                by=member,
                at=talk.held_at + timedelta(minutes=30),
            )


def number_of(file: ClientFile) -> str:
    return str(file.client.number)
