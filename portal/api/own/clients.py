"""GET /desk/clients: who is known at the desk of the key."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from clients.choices import ContactBy, Situation
from clients.lookups import files_of
from clients.models import Client, ClientFile
from clients.trail import note_look_of_system
from loketten.accounts.models.desk_key import Scope
from loketten.audit.log import note
from portal.api.describing import described
from portal.api.own.base import DeskApiView
from portal.api.problems import NotThere, Wrong
from portal.api.reading import MOST_ITEMS, USUAL_ITEMS, NoQuery, query_of

LOOKS_BACK = timedelta(days=93)
ROW_EXAMPLE = {
    "number": "TW-00012",
    "firstName": "Nora",
    "lastName": "Jansen",
    "hasOpenFile": True,
}
COLLEAGUE_EXAMPLE = {"name": "Samira Oudendijk", "email": "samira@example.nl"}
FILE_EXAMPLE = {
    "askedOn": "2026-10-01",
    "openedOn": "2026-10-03",
    "closedOn": None,
    "counselor": COLLEAGUE_EXAMPLE,
    "situation": "work",
    "highestLevel": "level.mbo-2",
    "outcome": None,
}
EXAMPLE = {
    **{name: value for name, value in ROW_EXAMPLE.items() if name != "hasOpenFile"},
    "birthDate": "1994-05-14",
    "birthYear": None,
    "email": "nora@example.nl",
    "phone": "",
    "contactBy": "email",
    "language": None,
    "needsInterpreter": False,
    "files": [FILE_EXAMPLE],
}


class ClientQuery(serializers.Serializer[Any]):
    """From where, and since when."""

    after = serializers.RegexField(
        r"^[A-Z0-9]{1,4}-[0-9]{5,7}$",
        max_length=12,
        required=False,
        help_text="The number after which the page starts; `next` of the last page has it.",
    )
    changedSince = serializers.DateTimeField(
        required=False,
        help_text=(
            "Only who changed since this moment, herself or her file. Ask with some minutes of "
            "overlap. At most 93 days back; leave it out to read everybody."
        ),
    )
    pageSize = serializers.IntegerField(
        min_value=1, max_value=MOST_ITEMS, default=USUAL_ITEMS, help_text="Items a page."
    )


class ClientRow(serializers.Serializer[Any]):
    """A client as she stands in a list."""

    number = serializers.CharField(help_text="The number at this desk.")
    firstName = serializers.CharField(source="first_name", help_text="May be empty.")
    lastName = serializers.CharField(source="last_name", help_text="Her last name.")
    hasOpenFile = serializers.BooleanField(
        source="has_open_file", help_text="Whether she is being helped now."
    )


class ClientPage(serializers.Serializer[Any]):
    """A page of clients, in order of number."""

    items = ClientRow(many=True, help_text="The clients.")
    next = serializers.CharField(
        allow_null=True, help_text="The address of the rest; null at the end."
    )


class Colleague(serializers.Serializer[Any]):
    """Somebody who works, or worked, at the desk."""

    name = serializers.CharField(help_text="Her name.")
    email = serializers.CharField(help_text="Her e-mail address.")


class FileFacts(serializers.Serializer[ClientFile]):
    """One path through the desk, from question to closing."""

    askedOn = serializers.DateField(source="asked_on", help_text="When she asked for advice.")
    openedOn = serializers.DateField(source="opened_on", help_text="When the file was made.")
    closedOn = serializers.DateField(
        source="closed_on", allow_null=True, help_text="Null while it is open."
    )
    counselor = Colleague(source="owner.user", help_text="Who helps her.")
    situation = serializers.ChoiceField(
        ["", *Situation.values], help_text="What she does now; empty is not asked."
    )
    highestLevel = serializers.CharField(
        source="highest_level_id", allow_null=True, help_text="A code; null is not asked."
    )
    outcome = serializers.CharField(
        source="closing_outcome_id", allow_null=True, help_text="A code; null while it is open."
    )


class ClientFacts(serializers.Serializer[Client]):
    """What a system may know of a client. No notes, no talks, no target groups."""

    number = serializers.CharField(help_text="The number at this desk.")
    firstName = serializers.CharField(source="first_name", help_text="May be empty.")
    lastName = serializers.CharField(source="last_name", help_text="Her last name.")
    birthDate = serializers.DateField(
        source="birth_date", allow_null=True, help_text="Null when only the year is known, or none."
    )
    birthYear = serializers.IntegerField(
        source="birth_year", allow_null=True, help_text="When only the year is known."
    )
    email = serializers.CharField(help_text="May be empty.")
    phone = serializers.CharField(help_text="Figures, or + and figures; may be empty.")
    contactBy = serializers.ChoiceField(
        ContactBy.values, source="contact_by", help_text="How she may be reached."
    )
    language = serializers.CharField(
        source="language_id", allow_null=True, help_text="A code; null is not asked."
    )
    needsInterpreter = serializers.BooleanField(
        source="needs_interpreter", help_text="Whether a talk needs an interpreter."
    )
    files = FileFacts(many=True, help_text="The current one first.")


class OwnClients(DeskApiView):
    scope = Scope.CLIENTS_READ

    @described(
        name="listOwnClients",
        tag="desk",
        summary=_("The clients of your desk"),
        description="In order of number. One row in the access log says whose names were shown.",
        answer=ClientPage,
        example={"items": [ROW_EXAMPLE], "next": None},
        errors=(400, 404),
        query=ClientQuery,
        scope=Scope.CLIENTS_READ,
    )
    def get(self, request: Request) -> Response:
        return self.here(request, self.read)

    def read(self, request: Request) -> Response:
        asked = query_of(request, ClientQuery)
        found = _found(asked)
        rows = list(found.order_by("number")[: asked["pageSize"] + 1])
        shown, rest = rows[: asked["pageSize"]], rows[asked["pageSize"] :]
        note("client.listed", Client, by=self.key.actor, shown=[row.pk for row in shown])
        next_url = _next(request, shown[-1].number) if rest else None
        return Response(ClientPage({"items": shown, "next": next_url}).data)


class OwnClient(DeskApiView):
    scope = Scope.CLIENTS_READ

    @described(
        name="getOwnClient",
        tag="desk",
        summary=_("One client of your desk"),
        description=(
            "Name, contact and files; it counts as opening a file, and so many different files may "
            "be opened in an hour as a counselor may."
        ),
        answer=ClientFacts,
        example=EXAMPLE,
        errors=(400, 404),
        path={"number": "The number of the client."},
        scope=Scope.CLIENTS_READ,
    )
    def get(self, request: Request, number: str) -> Response:
        return self.here(request, self.read, number=number)

    def read(self, request: Request, number: str) -> Response:
        query_of(request, NoQuery)
        files = list(files_of(number))
        if not files:
            raise Http404
        note_look_of_system("file.viewed", files[0], file=files[0], by=self.key.actor)
        whole: Any = _WithFiles(files[0].client, files)
        return Response(ClientFacts(whole).data)


class _WithFiles:
    """A client together with the files that were read already."""

    def __init__(self, client: Client, files: list[ClientFile]) -> None:
        self._client, self.files = client, files

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)


def _found(asked: dict[str, Any]) -> Any:
    clients: Any = Client.objects.telling_open_file()
    if after := asked.get("after"):
        clients = clients.filter(number__gt=after)
    since = asked.get("changedSince")
    if since is None:
        return clients
    if since < timezone.now() - LOOKS_BACK:
        sentence = gettext("This is too long ago. Leave it out to read everybody.")
        raise NotThere([Wrong("query", "changedSince", "too-long-ago", sentence)])
    return clients.changed_since(since)


def _next(request: Request, last: str) -> str:
    asked = {**request.query_params.dict(), "after": last}
    return f"{reverse('api:own_clients')}?{urlencode(asked)}"
