"""From the number in an address to the file."""

from typing import Any

from django.http import Http404

from clients.models import Client, ClientFile

_LONGEST = Client._meta.get_field("number").max_length or 0


def files_of(number: str) -> Any:
    """All files of a client of this desk, the current one first, with client, language and
    counselor; none for what is no number at all."""
    if len(number) > _LONGEST or not number.isprintable():
        return ClientFile.objects.none()
    files = ClientFile.objects.select_related("client__language", "owner__user")
    return files.filter(client__number=number).current_first()


def file_or_404(number: str) -> ClientFile:
    """The current file; a number of another desk is as unknown as one that nobody has."""
    file: ClientFile | None = files_of(number).first()
    if file is None:
        raise Http404
    return file
