"""Who saw and did what, and the seals that show whether a row was touched afterwards."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from loketten.audit.actors import ActorKind
from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.models import DeskModel


class CurrentTransaction(models.Func):
    """The number of the writing transaction, 64 bits: it tells the sealer what is settled."""

    template = "(pg_current_xact_id())::text::bigint"
    allowed_default = True
    output_field = models.BigIntegerField()


class EntryRow(models.Model):
    """Appended, never changed: the app role has no right to update or delete."""

    at = models.DateTimeField(db_default=Now())
    transaction = models.BigIntegerField(db_default=CurrentTransaction())
    actor_kind = models.CharField(max_length=8, choices=ActorKind)
    actor_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=40)
    object_kind = models.CharField(max_length=40, blank=True)
    object_id = models.BigIntegerField(null=True)
    shown_ids = ArrayField(models.BigIntegerField(), default=list)
    changed_fields = ArrayField(models.CharField(max_length=60), default=list)
    is_outside_caseload = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    request_id = models.CharField(max_length=32, blank=True)

    class Meta:
        abstract = True


class Entry(DeskModel, EntryRow):
    """What happened at a desk."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="entry_member_has_number",
                condition=Q(actor_kind__in=["member", "user", "key"], actor_id__isnull=False)
                | Q(actor_kind__in=["system", "visitor"], actor_id__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                name="entry_of_object", fields=["desk", "object_kind", "object_id", "-id"]
            ),
            models.Index(name="entry_by_actor", fields=["desk", "actor_kind", "actor_id", "-id"]),
            models.Index(name="entry_by_moment", fields=["desk", "-at"]),
            models.Index(name="entry_to_seal", fields=["desk", "transaction", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.object_kind} {self.object_id}"


class Shown(DeskModel):
    """Which entries showed somebody in a list, to find them by her. The database itself writes it
    with the entry; what was shown stands in the entry, under its seal."""

    entry = models.BigIntegerField()
    shown_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="shown_once", fields=["desk", "shown_id", "entry"])
        ]

    def __str__(self) -> str:
        return f"{self.shown_id} in {self.entry}"


class PlatformEntry(EntryRow):
    """What happened outside any desk: signing in, desks, people and code lists."""

    class Meta:
        indexes = [models.Index(name="platformentry_to_seal", fields=["transaction", "id"])]

    def __str__(self) -> str:
        return f"{self.action} {self.object_kind} {self.object_id}"


class SealRow(models.Model):
    """One link of a chain: the digest covers the entry and the digest before it."""

    number = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    # Every transaction below this one was settled when the seal was set.
    settled_before = models.BigIntegerField()

    class Meta:
        abstract = True


class Seal(DeskModel, SealRow):
    entry = desk_key("audit.Entry", related_name="+")

    class Meta:
        constraints = [
            SameDesk(field="entry"),
            models.UniqueConstraint(name="seal_number_once", fields=["desk", "number"]),
            models.UniqueConstraint(name="seal_entry_once", fields=["desk", "entry"]),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.digest}"


class PlatformSeal(SealRow):
    entry = models.OneToOneField(PlatformEntry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="platformseal_number_once", fields=["number"]),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.digest}"
