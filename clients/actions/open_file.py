"""Registering somebody at the desk, with her first file."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clients.actions.person import Person
from clients.actions.rules import check_asked_on, check_owner, current_file
from clients.choices import FileEventKind
from clients.models import Client, ClientFile, FileEvent, NumberSeries
from clients.trail import note_in_files
from loketten.accounts.changes import note_vouched
from loketten.accounts.models import Membership
from loketten.kit.bsn import refuse_bsn
from loketten.kit.errors import DomainError

SHOWN_LOOKALIKES = 5
ROWS_AT_A_TIME = 1_000


class LooksLikeSomebody(DomainError):
    """Perhaps she has a file already; `clients` are those whom she resembles."""

    message = _("Look first whether this is somebody whom we know already.")

    def __init__(self, clients: list[Client]) -> None:
        super().__init__(self.message)
        self.clients = clients


class OtherClientWithKey(DomainError):
    """The form was saved before, and has been changed since: dropping that would lose text."""

    message = _("You saved this form before, with other answers. Save again for a second client.")


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """Somebody to register, and with what her file begins."""

    person: Person
    owner: Membership
    key: UUID
    asked_on: date
    entry: str | None = None


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
    newcomer = Newcomer(person=person, owner=owner, key=key, asked_on=asked_on, entry=entry)
    (file,) = _register([newcomer], by=by, first=_taken_from(series, 1))
    note_vouched(file.client, by=by, fields=vouched_for)
    return file


@transaction.atomic
def reserve_numbers(count: int) -> int:
    """The first of so many client numbers for `open_files`; what it does not use stays unused."""
    return _taken_from(locked_series(), count)


@transaction.atomic
def open_files(newcomers: Sequence[Newcomer], *, by: Membership, first: int) -> list[ClientFile]:
    """Like `open_file` for each, with numbers that were reserved, so that colleagues can register
    somebody meanwhile: whoever calls looks who resembles whom, and again before it commits."""
    for one in newcomers:
        refuse_bsn(one.person.free_texts, vouched=())
        check_owner(one.owner)
        check_asked_on(one.asked_on, opened_on=timezone.localdate())
    return _register(newcomers, by=by, first=first)


def locked_series() -> NumberSeries:
    """Until this transaction ends nobody else registers anybody at the desk."""
    series = NumberSeries.objects.select_for_update(no_key=True).first()
    if series is None:
        NumberSeries.objects.bulk_create([NumberSeries()], ignore_conflicts=True)
        series = NumberSeries.objects.select_for_update(no_key=True).get()
    assert isinstance(series, NumberSeries)
    return series


def _taken_from(series: NumberSeries, count: int) -> int:
    first = series.last + 1
    series.last += count
    series.save(update_fields=["last"])
    return first


def _register(newcomers: Sequence[Newcomer], *, by: Membership, first: int) -> list[ClientFile]:
    clients = Client.objects.bulk_create(
        (
            Client(number=f"{by.desk.number_prefix}-{number:05}", key=one.key, **one.person.columns)
            for number, one in enumerate(newcomers, start=first)
        ),
        batch_size=ROWS_AT_A_TIME,
    )
    files: list[ClientFile] = ClientFile.objects.bulk_create(
        (
            ClientFile(client=client, owner=one.owner, asked_on=one.asked_on, entry_id=one.entry)
            for client, one in zip(clients, newcomers, strict=True)
        ),
        batch_size=ROWS_AT_A_TIME,
    )
    FileEvent.objects.bulk_create(
        (FileEvent(file=file, kind=FileEventKind.OPENED, by=by) for file in files),
        batch_size=ROWS_AT_A_TIME,
    )
    note_in_files("file.opened", files, by=by)
    return files


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
