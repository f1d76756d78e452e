"""The pages of one file."""

from django.urls import reverse
from django.utils.translation import gettext as _

from clients.perms import can_read_files
from loketten.accounts.models import Membership
from loketten.ui.parts import Tab


def file_tabs(*, desk: str, number: str, member: Membership, current: str) -> list[Tab]:
    """`current` is the name of an address below; none for reception, who sees one page."""
    if not can_read_files(member):
        return []
    pages = {
        "workplace:file": _("Overview"),
        "clients:card": _("Who"),
        "clients:situation": _("Situation"),
        "workplace:file_log": _("Who looked"),
    }
    where = {"desk": desk, "number": number}
    return [
        Tab(reverse(name, kwargs=where), label, name == current) for name, label in pages.items()
    ]
