"""Putting right what is known of somebody."""

from collections.abc import Collection

from django.db import transaction

from clients.actions.person import Person
from clients.actions.rules import current_file
from clients.models import Client
from clients.trail import note_in_file
from loketten.accounts.changes import locked, note_vouched, save_changes
from loketten.accounts.models import Membership
from loketten.kit.bsn import refuse_bsn


@transaction.atomic
def edit_client(
    client: Client,
    person: Person,
    *,
    by: Membership,
    version: int,
    vouched: Collection[str] = (),
) -> Client:
    """Write what differs; `version` is the one that the writer had seen."""
    vouched_for = refuse_bsn(person.free_texts, vouched=vouched)
    before = locked(client)
    keys = ["search_key", "sort_key"]
    changed = save_changes(before, person.columns, version=version, keys=keys)
    if changed:
        note_vouched(before, by=by, fields=vouched_for)
        file = current_file(before)
        note_in_file("client.edited", before, file=file, by=by, changed=changed)
    return before
