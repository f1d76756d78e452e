"""Chains the log of each desk, so that a row touched afterwards shows.

A seal covers a row that is settled: its transaction is below every transaction still running, so
no row can appear before it any more and no request waits for another. The last digest of each
chain is also kept outside the database, which is what shows a cut tail.

A log that was restored on another server goes on there, where transactions are counted from low
again: the first seal then takes every row that has none.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Q

from loketten.audit import heads
from loketten.audit.models import Entry, PlatformEntry, PlatformSeal, Seal
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Desk

# Rows at a time. The database ends a transaction that does nothing for half a minute, and that is
# how long the digests of a hundred thousand rows take.
PART = 5_000


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with a chain; `what` is altered, removed, inserted, reordered
    or cut."""

    chain: str
    what: str
    number: int | None = None
    entry_id: int | None = None

    def __str__(self) -> str:
        where = f"seal {self.number}" if self.number is not None else f"row {self.entry_id}"
        return f"{self.chain}: {self.what}, {where}"


@dataclass(frozen=True)
class Chain:
    """The log and the seals of one desk, or of the platform when there is no desk."""

    name: str
    desk_id: int | None = None

    @property
    def head_name(self) -> str:
        """Outside the database; a desk can be renamed, and keeps its head."""
        return f"desk-{self.desk_id}" if self.desk_id else self.name

    @property
    def entries(self) -> Any:
        return (Entry if self.desk_id else PlatformEntry).objects.order_by("transaction", "id")

    @property
    def seal_model(self) -> Any:
        return Seal if self.desk_id else PlatformSeal

    @property
    def seals(self) -> Any:
        return self.seal_model.objects.order_by("number")

    def open(self) -> AbstractContextManager[None]:
        return at_desk(self.desk_id) if self.desk_id else transaction.atomic()


def chains() -> Iterator[Chain]:
    """Every chain there is: the platform's and each desk's."""
    yield Chain("platform")
    for desk in Desk.objects.order_by("id").only("id", "slug"):
        yield Chain(desk.slug, desk.pk)


def seal(chain: Chain) -> int:
    """Seal the settled rows of a chain; returns how many."""
    with chain.open():
        if not _has_turn(chain):
            return 0
        settled = _settled_before()
        last, sealed = chain.seals.last(), 0
        for part in _in_parts(_waiting(chain, last, settled)):
            links = list(_links(chain, _without_seal(chain, part), last, settled))
            chain.seal_model.objects.bulk_create(links, batch_size=1000)
            last, sealed = (links[-1] if links else last), sealed + len(links)
    if last:
        heads.keep(chain.head_name, last.number, last.digest)
    return sealed


def verify(chain: Chain) -> list[Finding]:
    """Compare a chain with its log and with the head kept outside the database."""
    # Before the seals: a head is kept once its seal is committed.
    head = heads.last(chain.head_name)
    with chain.open():
        findings = [*_broken_links(chain), *_unsealed_rows(chain, chain.seals.last())]
        if head and not chain.seals.filter(number=head[0], digest=head[1]).exists():
            findings.append(Finding(chain.name, "cut", number=head[0]))
    return findings


def digest_of(entry: Any, before: str, settled: int) -> str:
    """SHA-256 over the digest before, every column of the row, and what was settled then."""
    columns = {
        field.attname: _plain(getattr(entry, field.attname))
        for field in entry._meta.concrete_fields
    }
    text = json.dumps([before, columns, settled], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


class SnapshotEnd(models.Func):
    """No transaction from here on has begun: a row that carries such a number, and can be seen,
    was written on another server."""

    template = "(pg_snapshot_xmax(pg_current_snapshot()))::text::bigint"
    output_field = models.BigIntegerField()


def _waiting(chain: Chain, last: Any, settled: int) -> Any:
    if last and last.settled_before <= settled:
        # What appears below the last line was put in afterwards, and never gets a seal.
        return chain.entries.filter(transaction__gte=last.settled_before, transaction__lt=settled)
    return chain.entries.filter(Q(transaction__lt=settled) | Q(transaction__gte=SnapshotEnd()))


def _in_parts(rows: Any) -> Iterator[list[Any]]:
    part = list(rows[:PART])
    while part:
        yield part
        last = part[-1]
        later = Q(transaction__gt=last.transaction) | Q(pk__gt=last.pk)
        part = list(rows.filter(later, transaction__gte=last.transaction)[:PART])


def _links(chain: Chain, waiting: Iterable[Any], last: Any, settled: int) -> Iterator[Any]:
    number, digest = (last.number, last.digest) if last else (0, "")
    for entry in waiting:
        number, digest = number + 1, digest_of(entry, digest, settled)
        yield chain.seal_model(
            entry_id=entry.pk, number=number, digest=digest, settled_before=settled
        )


def _without_seal(chain: Chain, rows: list[Any]) -> list[Any]:
    """Asked apart: the database does not know how many seals a round has just made, and joins
    what it takes for none row by row, which for a hundred thousand never ends."""
    numbers = [row.pk for row in rows]
    sealed = set(chain.seal_model.objects.filter(entry__in=numbers).values_list("entry", flat=True))
    return [row for row in rows if row.pk not in sealed]


def _linked(chain: Chain) -> Iterator[tuple[Any, Any]]:
    """Each seal with its row, None when that is gone."""
    part = list(chain.seals[:PART])
    while part:
        # In this order: every row that a seal names was written before it.
        entries = chain.entries.in_bulk([link.entry_id for link in part])
        for link in part:
            yield link, entries.get(link.entry_id)
        part = list(chain.seals.filter(number__gt=part[-1].number)[:PART])


def _broken_links(chain: Chain) -> Iterator[Finding]:
    before, place = "", (0, 0)
    for expected, (link, entry) in enumerate(_linked(chain), start=1):
        if entry is None or link.number != expected:
            yield Finding(chain.name, "removed", number=link.number, entry_id=link.entry_id)
        elif digest_of(entry, before, link.settled_before) != link.digest:
            in_order = (entry.transaction, entry.pk) > place
            what = "altered" if in_order else "reordered"
            yield Finding(chain.name, what, number=link.number, entry_id=entry.pk)
        if entry is not None:
            place = (entry.transaction, entry.pk)
        before = link.digest


def _unsealed_rows(chain: Chain, last: Any) -> Iterator[Finding]:
    if last is None or _settled_before() < last.settled_before:
        # Never sealed, or not yet on this server.
        return
    passed_by = Q(transaction__lt=last.settled_before) | Q(transaction__gte=SnapshotEnd())
    for part in _in_parts(chain.entries.filter(passed_by).only("transaction")):
        for entry in _without_seal(chain, part):
            yield Finding(chain.name, "inserted", entry_id=entry.pk)


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


def _has_turn(chain: Chain) -> bool:
    """One sealer a chain at a time, and the next round comes in a minute: nobody waits. The lock
    goes with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(hashtext('audit.seal'), %s)", [chain.desk_id or 0]
        )
        return bool(cursor.fetchone()[0])


def _settled_before() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])
