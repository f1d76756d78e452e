"""Reads of clients and files."""

from typing import TYPE_CHECKING, Self

from loketten.tenancy.managers import DeskQuerySet

if TYPE_CHECKING:
    from clients.models import Client, ClientFile


class ClientQuerySet(DeskQuerySet["Client"]):
    def by_name(self) -> Self:
        return self.order_by("last_name", "first_name", "id")


class ClientFileQuerySet(DeskQuerySet["ClientFile"]):
    def open(self) -> Self:
        return self.filter(closed_on__isnull=True)

    def newest_first(self) -> Self:
        return self.order_by("-opened_on", "-id")
