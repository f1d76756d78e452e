"""Registering somebody at the desk, with her first file."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clients.actions.person import Person
from clients.actions.rules import check_asked_on, check_owner, current_file
from clients.choices import FileEventKind
from clients.models import Client, ClientFile, FileEvent, NumberSeries
from clients.trail import note_in_file
from loketten.accounts.changes import note_vouched
from loketten.accounts.models import Membership
from loketten.kit.bsn import refuse_bsn
from loketten.kit.errors import DomainError

SHOWN_LOOKALIKES = 5


class LooksLikeSomebody(DomainError):
    """Perhaps she has a file already; `clients` are those whom she resembles."""

    message = _("Look first whether this is somebody whom we know already.")

    def __init__(self, clients: list[Client]) -> None:
        super().__init__(self.message)
        self.clients = clients


class OtherClientWithKey(DomainError):
    """The form was saved before, and has been changed since: dropping that would lose text."""

    message = _("You saved this form before, with other answers. Save again for a second client.")


@transaction.atomic
def open_file(
    person: Person,
    *,
    by: Membership,
    owner: Membership,
    key: UUID,
    asked_on: date,
    entry: str | None = None,
    is_somebody_else: bool = False,
    vouched: Collection[str] = (),
) -> ClientFile:
    """Make a client and her file; a second submit of the same form finds the first one's."""
    vouched_for = refuse_bsn(person.free_texts, vouched=vouched)
    check_owner(owner)
    check_asked_on(asked_on, opened_on=timezone.localdate())
    # Whoever registers at the same moment waits here, so nobody is registered twice.
    series = locked_series()
    if before := Client.objects.filter(key=key).first():
        return _saved_before(before, person, owner=owner, asked_on=asked_on, entry=entry)
    if not is_somebody_else:
        _look_for_lookalikes(person)
    client = Client.objects.create(number=_next_number(series, by), key=key, **person.columns)
    file: ClientFile = ClientFile.objects.create(
        client=client, owner=owner, asked_on=asked_on, entry_id=entry
    )
    FileEvent.objects.create(file=file, kind=FileEventKind.OPENED, by=by)
    note_vouched(client, by=by, fields=vouched_for)
    note_in_file("file.opened", file, file=file, by=by)
    return file


def locked_series() -> NumberSeries:
    """Until this transaction ends nobody else registers anybody at the desk."""
    series = NumberSeries.objects.select_for_update(no_key=True).first()
    if series is None:
        NumberSeries.objects.bulk_create([NumberSeries()], ignore_conflicts=True)
        series = NumberSeries.objects.select_for_update(no_key=True).get()
    assert isinstance(series, NumberSeries)
    return series


def _next_number(series: NumberSeries, by: Membership) -> str:
    series.last += 1
    series.save(update_fields=["last"])
    return f"{by.desk.number_prefix}-{series.last:05}"


def _saved_before(
    client: Client, person: Person, *, owner: Membership, asked_on: date, entry: str | None
) -> ClientFile:
    file = current_file(client)
    sent = {**person.columns, "owner_id": owner.pk, "asked_on": asked_on, "entry_id": entry}
    kept = {name: getattr(client if name in person.columns else file, name) for name in sent}
    if sent != kept:
        raise OtherClientWithKey
    return file


def _look_for_lookalikes(person: Person) -> None:
    found = Client.objects.resembling(
        search_key=person.search_key, birth=person.birth, email=person.email, phone=person.phone
    )
    if lookalikes := list(found.by_name().with_files()[:SHOWN_LOOKALIKES]):
        raise LooksLikeSomebody(lookalikes)
