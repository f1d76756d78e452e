"""What an operator must know: tasks that failed, backups that were made, queues as last seen."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class FailedTaskQuerySet(models.QuerySet["FailedTask"]):
    def open(self) -> "FailedTaskQuerySet":
        """Not settled: neither asked again nor followed by a run that ended well."""
        return self.filter(settled_at__isnull=True)


class FailedTask(models.Model):
    """A task that broke, with the ids it was given; once for each, however often it broke."""

    task = models.CharField(max_length=80)
    arguments = models.JSONField(default=list)
    # The kind of error and never its words, which quote rows.
    error = models.CharField(max_length=80)
    times = models.PositiveIntegerField(default=1)
    # It ended its worker so often that it is not tried any more until somebody asks.
    is_given_up = models.BooleanField(default=False)
    first_at = models.DateTimeField(db_default=Now())
    last_at = models.DateTimeField(db_default=Now())
    settled_at = models.DateTimeField(null=True)

    objects: ClassVar = FailedTaskQuerySet.as_manager()

    class Meta:
        ordering = ("-last_at",)
        constraints = [
            models.UniqueConstraint(
                name="failedtask_once",
                fields=["task", "arguments"],
                condition=Q(settled_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.arguments}"


class KeepingKind(models.TextChoices):
    BACKUP = "backup", _("Backup")
    DRILL = "drill", _("Drill")


class KeepingProblem(models.TextChoices):
    """Why a backup or a drill failed, in words for who is not an operator."""

    NONE = "", _("Nothing")
    NOT_SET_UP = "not_set_up", _("Backups are not set up: a key or the backup role is missing.")
    PROGRAM = "program", _("A program of PostgreSQL is missing or failed.")
    BROKEN = "broken", _("A backup cannot be read: it is damaged, or locked with another key.")
    NO_ROOM = "no_room", _("The disk of the backups is full.")
    NOTHING = "nothing", _("There is no backup to try out.")
    DIFFERENT = "different", _("What came back is not what was kept.")
    OTHER = "other", _("Something else; the log tells where.")


class KeepingQuerySet(models.QuerySet["Keeping"]):
    def newest_of_each(self) -> "KeepingQuerySet":
        """The last try and the last success of each kind."""
        return self.order_by("kind", "problem", "-at").distinct("kind", "problem")


class Keeping(models.Model):
    """One backup, or one drill that tried a backup out."""

    kind = models.CharField(max_length=6, choices=KeepingKind)
    at = models.DateTimeField(db_default=Now())
    problem = models.CharField(max_length=10, choices=KeepingProblem, blank=True)
    # The number of the task; nothing when somebody typed the command.
    asked_as = models.CharField(max_length=36, blank=True, db_default="")
    name = models.CharField(max_length=40, blank=True)
    seconds = models.FloatField(default=0)
    size = models.BigIntegerField(default=0)
    tables = models.PositiveIntegerField(default=0)
    rows = models.BigIntegerField(default=0)
    # Names of tables, policies and chains that came back otherwise.
    details = models.JSONField(default=list)

    objects: ClassVar = KeepingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="keeping_newest", fields=["kind", "-at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class QueueState(models.Model):
    """The outbox and the seals of one desk, or of the platform, when a worker last looked."""

    # The slug of a desk, or "platform".
    place = models.CharField(max_length=60, primary_key=True)
    seen_at = models.DateTimeField()
    waiting = models.PositiveIntegerField(default=0)
    oldest_at = models.DateTimeField(null=True)
    # Effects that failed, by name and kind of error: {"accounts.invitation SMTPException": 3}.
    failing = models.JSONField(default=dict)
    # The oldest row of the access log that should have its seal by now.
    unsealed_since = models.DateTimeField(null=True)

    class Meta:
        ordering = (F("oldest_at").asc(nulls_last=True), "place")

    def __str__(self) -> str:
        return self.place
