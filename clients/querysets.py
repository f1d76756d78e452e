"""Reads of clients and files."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Prefetch, Q

from loketten.tenancy.managers import DeskQuerySet

if TYPE_CHECKING:
    from clients.models import Client, ClientFile  # noqa: F401  (named in the bases)
    from loketten.accounts.models import Membership


class ClientQuerySet(DeskQuerySet["Client"]):
    def by_name(self) -> Self:
        return self.order_by("sort_key", "id")

    def with_open_file(self, *, owner: "Membership | None" = None) -> Self:
        """Those who are being helped now, by anybody or by one counselor."""
        files = _files().open().filter(client=OuterRef("pk"))
        return self.filter(Exists(files.filter(owner=owner) if owner else files))

    def without_open_file(self) -> Self:
        return self.exclude(Exists(_files().open().filter(client=OuterRef("pk"))))

    def born(self, birth: date | int) -> Self:
        return self.filter(born_on(birth))

    def with_files(self) -> Self:
        """Every file with its counselor, in one query more; the current one comes first."""
        files = _files().current_first().select_related("owner__user")
        return self.prefetch_related(Prefetch("files", files))


class ClientFileQuerySet(DeskQuerySet["ClientFile"]):
    def open(self) -> Self:
        return self.filter(closed_on__isnull=True)

    def newest_first(self) -> Self:
        return self.order_by("-opened_on", "-id")

    def current_first(self) -> Self:
        """The open file, then the others as they were closed."""
        return self.order_by(F("closed_on").desc(nulls_first=True), "-id")


def born_on(birth: date | int) -> Q:
    """A year finds everybody of that year; a day finds who has exactly that day."""
    if isinstance(birth, date):
        return Q(birth_date=birth)
    return Q(birth_year=birth) | Q(birth_date__year=birth)


def _files() -> ClientFileQuerySet:
    # The models import this module.
    files: ClientFileQuerySet = apps.get_model("clients", "ClientFile").objects.all()
    return files
