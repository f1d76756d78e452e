"""From the number in an address to the file."""

from typing import Any

from django.http import Http404

from clients.models import Client, ClientFile
from loketten.tenancy.composed import Asked, composed

_LONGEST = Client._meta.get_field("number").max_length or 0


def may_be_number(text: str) -> bool:
    """What the database can be asked for."""
    return len(text) <= _LONGEST and text.isprintable()


def files_of(number: str) -> Any:
    """All files of a client of this desk, the current one first, with client, language and
    counselor; none for what is no number at all."""
    return files_with(number) if may_be_number(number) else ClientFile.objects.none()


def files_with(number: Any) -> Any:
    """As `files_of`, for what may be a number."""
    files = ClientFile.objects.select_related("client__language", "owner__user")
    return files.filter(client__number=number).current_first()


_current = composed(lambda: files_with(Asked("number"))[:1])
_current_locked = composed(
    lambda: (
        files_with(Asked("number"))
        .select_related(None)
        .select_for_update(no_key=True, of=("self",))[:1]
    )
)


def file_or_404(number: str) -> ClientFile:
    """The current file; a number of another desk is as unknown as one that nobody has."""
    return _found(_current, number)


def locked_file_or_404(number: str) -> ClientFile:
    """The current file without its people; nobody changes it until this transaction ends."""
    return _found(_current_locked, number)


def _found(among: composed, number: str) -> ClientFile:
    file: ClientFile | None = among.first(number=number) if may_be_number(number) else None
    if file is None:
        raise Http404
    return file
