"""A file that somebody brings in, from the moment it was sent until its rows are where they belong.

The file itself is never kept: its rows are, at the desk, until they are imported or a week old.
"""

import uuid
from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.managers import DeskManager
from loketten.tenancy.models import DeskModel
from portal.exchange.choices import OPEN_IMPORTS, Doubles, ImportKind, ImportState, Verdict
from portal.exchange.querysets import ImportQuerySet, ImportRowQuerySet

# Of rows that nobody imported.
ROWS_KEPT = timedelta(days=7)


class Import(DeskModel):
    """Who brings in what, and how far it is."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(_("what"), max_length=9, choices=ImportKind)
    by = desk_key("accounts.Membership", related_name="+")
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    state = models.CharField(_("state"), max_length=9, choices=ImportState)
    # The names of the columns, as the file has them; gone with its rows.
    headers = ArrayField(models.CharField(max_length=200), default=list)
    # A digest of those names: the next file with the same ones gets the same columns.
    headers_mark = models.CharField(max_length=64)
    # From the name of a field to the number of a column, counted from 0.
    columns = models.JSONField(default=dict)
    # Who gets the files or vacancies of rows that name nobody.
    owner = desk_key("accounts.Membership", related_name="+", null=True)
    doubles = models.CharField(max_length=4, choices=Doubles, default=Doubles.SKIP)
    row_count = models.PositiveIntegerField(_("rows"), default=0)
    made_count = models.PositiveIntegerField(_("imported"), default=0)
    # The newest client or employer when the rows were checked: who came later was not compared.
    compared_until = models.BigIntegerField(default=0)
    # The row that stood in the way of all of them; 0 when it was something else, or nothing.
    stopped_at = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(_("ended"), null=True)
    # The form's own key: a second submit of the same form finds this row instead of making one.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects: ClassVar = DeskManager.from_queryset(ImportQuerySet)()

    class Meta:
        ordering = ("-sent_at", "-id")
        constraints = [
            SameDesk(field="by"),
            SameDesk(field="owner"),
            models.UniqueConstraint(name="import_public_id_once", fields=["desk", "public_id"]),
            models.UniqueConstraint(name="import_key_once", fields=["desk", "key"]),
            models.UniqueConstraint(
                name="import_one_at_a_time",
                fields=["desk"],
                condition=Q(state__in=OPEN_IMPORTS),
            ),
            models.CheckConstraint(
                name="import_state_exists", condition=Q(state__in=ImportState.values)
            ),
            models.CheckConstraint(
                name="import_kind_exists", condition=Q(kind__in=ImportKind.values)
            ),
            models.CheckConstraint(
                name="import_ended_says_when",
                condition=Q(state__in=OPEN_IMPORTS, ended_at__isnull=True)
                | ~Q(state__in=OPEN_IMPORTS) & Q(ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_IMPORTS

    @property
    def is_under_way(self) -> bool:
        """Something is being done with it now."""
        return self.state in {ImportState.CHECKING, ImportState.QUEUED}

    @property
    def was_left(self) -> bool:
        """Nobody stopped it; its week was over."""
        if self.state != ImportState.CANCELLED or self.ended_at is None:
            return False
        return self.ended_at - self.sent_at >= ROWS_KEPT


class ImportRow(DeskModel):
    """One row of the file. What it holds goes when it was imported; what it became stays."""

    of = desk_key("exchange.Import", on_delete=models.CASCADE, related_name="rows")
    # As a spreadsheet shows it.
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    verdict = models.CharField(max_length=6, choices=Verdict, default=Verdict.UNREAD)
    # Whom or what it looks like: ids at this desk, and rows of the file above it.
    looks_like = ArrayField(models.BigIntegerField(), default=list)
    looks_like_rows = ArrayField(models.PositiveIntegerField(), default=list)
    # Not alike but the same: it is left out, whatever somebody chooses.
    is_same = models.BooleanField(default=False)
    made = models.BigIntegerField(null=True)
    # Makes a second try find what the first one made.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects: ClassVar = DeskManager.from_queryset(ImportRowQuerySet)()

    class Meta:
        ordering = ("number",)
        constraints = [
            SameDesk(field="of"),
            models.UniqueConstraint(name="importrow_once", fields=["desk", "of", "number"]),
            models.CheckConstraint(
                name="importrow_verdict_exists", condition=Q(verdict__in=Verdict.values)
            ),
        ]

    def __str__(self) -> str:
        return f"row {self.number}"
