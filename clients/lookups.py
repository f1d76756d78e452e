"""From the number in an address to the file."""

from django.http import Http404

from clients.models import Client, ClientFile

_LONGEST = Client._meta.get_field("number").max_length or 0


def file_or_404(number: str) -> ClientFile:
    """The current file of a client of this desk, with client, language and counselor; a number
    of another desk is as unknown as one that nobody has."""
    # PostgreSQL takes no NUL, which an address can hold.
    if len(number) > _LONGEST or "\x00" in number:
        raise Http404
    files = ClientFile.objects.filter(client__number=number).current_first()
    file: ClientFile | None = files.select_related("client__language", "owner__user").first()
    if file is None:
        raise Http404
    return file
