"""Talks: what a system may read of them, and how it logs one for a counselor."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from advice.actions.content import Promise, TalkContent
from advice.actions.log_talk import log_talk
from advice.codes import Codebook
from advice.finding import find_talk
from advice.models import AdviceSession
from clients.lookups import file_or_404, files_of
from clients.trail import note_look_of_system
from loketten.accounts.models import Membership
from loketten.accounts.models.desk_key import Scope
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError
from portal.api.codes import PageOfAnything, page_of_rows
from portal.api.describing import described
from portal.api.own.base import DeskApiView
from portal.api.own.clients import COLLEAGUE_EXAMPLE, Colleague
from portal.api.own.fields import ColleagueField, LineField, TextField, colleague, refused
from portal.api.own.once import once
from portal.api.problems import DoesNotFit, Wrong
from portal.api.reading import NoQuery, Paged, body_of, query_of

# From the name of a rule's field to the name in the body.
NAMES = {"held_at": "heldAt", "due_on": "nextStep.dueOn", "step": "nextStep.what"}
MADE_EXAMPLE = {
    "id": "6f0b3c52-9b1e-4a38-9d55-3f8a3f1a7c11",
    "clientNumber": "TW-00012",
}
BODY_EXAMPLE = {
    "clientNumber": "TW-00012",
    "counselor": "samira@example.nl",
    "heldAt": "2026-11-20T10:00:00+01:00",
    "channel": "channel.phone",
    "kind": "kind.advice",
    "themes": ["theme.career-advice"],
    "summary": "We hebben gesproken over een leerbaan.",
    "outcome": None,
    "nextStep": {"what": "Terugbellen", "dueOn": "2026-11-27", "owner": "samira@example.nl"},
}
EXAMPLE = {
    "id": MADE_EXAMPLE["id"],
    "clientNumber": "TW-00012",
    "counselor": COLLEAGUE_EXAMPLE,
    "heldAt": "2026-11-20T10:00:00+01:00",
    "channel": "channel.phone",
    "kind": "kind.advice",
    "themes": ["theme.career-advice"],
    "summary": "We hebben gesproken over een leerbaan.",
    "outcome": None,
    "isWithdrawn": False,
}


class NextStepBody(serializers.Serializer[Any]):
    """What was promised."""

    what = LineField(max_length=200, help_text="What somebody will do.")
    dueOn = serializers.DateField(help_text="By when; not before the talk.")
    owner = ColleagueField(
        required=False, help_text="Who does it; the counselor when it is left out."
    )


class TalkBody(serializers.Serializer[Any]):
    """A talk that was held. A private note cannot be sent: only its writer makes one."""

    clientNumber = serializers.CharField(max_length=12, help_text="The number of the client.")
    counselor = ColleagueField(help_text="Who held it: a counselor of the desk, by e-mail address.")
    heldAt = serializers.DateTimeField(
        help_text="When it was held, with a zone; not in the future."
    )
    channel = serializers.CharField(max_length=60, help_text="A code of the list channel.")
    kind = serializers.CharField(max_length=60, help_text="A code of the list kind.")
    themes = serializers.ListField(
        child=serializers.CharField(max_length=60),
        required=False,
        max_length=30,
        help_text="Codes of the list theme.",
    )
    summary = TextField(max_length=10_000, help_text="What was said; the client may read it.")
    outcome = serializers.CharField(
        max_length=60, required=False, allow_null=True, help_text="A code of the list outcome."
    )
    nextStep = NextStepBody(required=False, allow_null=True, help_text="What was promised.")


class TalkMade(serializers.Serializer[Any]):
    """A talk that is there now. Sent again under the same name, the answer is the same."""

    id = serializers.UUIDField(help_text="Its name in addresses.")
    clientNumber = serializers.CharField(help_text="The client.")


class TalkFacts(serializers.Serializer[AdviceSession]):
    """A talk as the client may read it; a withdrawn one has no text."""

    id = serializers.UUIDField(source="public_id", help_text="Its name in addresses.")
    clientNumber = serializers.CharField(source="file.client.number", help_text="The client.")
    counselor = Colleague(source="counselor.user", help_text="Who held it.")
    heldAt = serializers.DateTimeField(source="held_at", help_text="When.")
    channel = serializers.CharField(source="channel_id", help_text="A code.")
    kind = serializers.CharField(source="kind_id", help_text="A code.")
    themes = serializers.ListField(child=serializers.CharField(), help_text="Codes.")
    summary = serializers.CharField(help_text="Empty when the talk was withdrawn.")
    outcome = serializers.CharField(source="outcome_id", allow_null=True, help_text="A code.")
    isWithdrawn = serializers.BooleanField(help_text="Whether it was taken back.")


class TalkPage(PageOfAnything):
    """Talks of one client."""

    items = TalkFacts(many=True, help_text="The newest first.")


class OwnClientTalks(DeskApiView):
    scope = Scope.TALKS_READ

    @described(
        name="listTalksOfClient",
        tag="desk",
        summary=_("The talks with one client"),
        description="The newest first. It counts as opening the file.",
        answer=TalkPage,
        example={"page": 1, "pages": 1, "total": 1, "items": [EXAMPLE]},
        errors=(400, 404),
        query=Paged,
        path={"number": "The number of the client."},
        scope=Scope.TALKS_READ,
    )
    def get(self, request: Request, number: str) -> Response:
        return self.here(request, self.read, number=number)

    def read(self, request: Request, number: str) -> Response:
        asked = query_of(request, Paged)
        file = file_or_404(number)
        talks: Any = AdviceSession.objects.filter(file__client=file.client_id)
        related = talks.select_related("file__client", "counselor__user")
        page = page_of_rows(related.prefetch_related("themes").newest_first(), asked)
        note_look_of_system("file.viewed", file, file=file, by=self.key.actor)
        return Response({**page, "items": [_facts(row) for row in page["items"]]})


class OwnTalk(DeskApiView):
    scope = Scope.TALKS_READ

    @described(
        name="getTalk",
        tag="desk",
        summary=_("One talk"),
        description="It counts as opening the file.",
        answer=TalkFacts,
        example=EXAMPLE,
        errors=(400, 404),
        path={"talk": "The id of the talk."},
        scope=Scope.TALKS_READ,
    )
    def get(self, request: Request, talk: UUID) -> Response:
        return self.here(request, self.read, talk=talk)

    def read(self, request: Request, talk: UUID) -> Response:
        query_of(request, NoQuery)
        row = find_talk(talk)
        note_look_of_system("talk.viewed", row, file=row.file, by=self.key.actor)
        return Response(_facts(row))


class OwnTalks(DeskApiView):
    scope = Scope.TALKS_WRITE
    http_method_names = ["post"]

    @described(
        name="logTalk",
        tag="desk",
        summary=_("Log a talk"),
        description=(
            "In the open file of a client, for a counselor of the desk, under the rules of the "
            "form. A citizen service number in a text is refused with the code looks-like-bsn."
        ),
        answer=TalkMade,
        example=MADE_EXAMPLE,
        status=201,
        body=TalkBody,
        body_example=BODY_EXAMPLE,
        scope=Scope.TALKS_WRITE,
        once=True,
    )
    def post(self, request: Request) -> Response:
        return self.here(request, self.write)

    def write(self, request: Request) -> Response:
        query_of(request, NoQuery)
        said = body_of(request, TalkBody)
        made = once(request, self.key, lambda key: _log(said, key))
        response = Response({"id": str(made), "clientNumber": said["clientNumber"]}, status=201)
        response["Location"] = reverse("api:own_talk", kwargs={"talk": made})
        return response


def _log(said: dict[str, Any], key: UUID) -> UUID:
    by = colleague(said["counselor"], right=Right.WRITE_TALKS, name="counselor")
    file = files_of(said["clientNumber"]).first()
    if file is None:
        sentence = gettext("Your desk has no client with this number.")
        raise DoesNotFit([Wrong("body", "clientNumber", "unknown-client", sentence)])
    try:
        return log_talk(file, by=by, content=_content(said, by), key=key).public_id
    except DomainError as error:
        raise refused(error, NAMES) from None


def _content(said: dict[str, Any], by: Membership) -> TalkContent:
    _refuse_unknown_codes(said)
    return TalkContent(
        held_at=said["heldAt"],
        channel=said["channel"],
        kind=said["kind"],
        themes=frozenset(said.get("themes", ())),
        summary=said["summary"],
        outcome=said.get("outcome"),
        promise=_promise(said.get("nextStep"), by),
    )


def _promise(step: dict[str, Any] | None, by: Membership) -> Promise | None:
    if step is None:
        return None
    owner = by
    if email := step.get("owner"):
        owner = colleague(email, right=Right.WRITE_TALKS, name="nextStep.owner")
    return Promise(what=step["what"], due_on=step["dueOn"], owner_id=owner.pk)


def _refuse_unknown_codes(said: dict[str, Any]) -> None:
    """A new talk takes no code that has ended: what the form would offer today."""
    chosen = {
        "channel": [said["channel"]],
        "kind": [said["kind"]],
        "themes": said.get("themes", ()),
        "outcome": [said["outcome"]] if said.get("outcome") else [],
    }
    sentence = gettext("This code is not in the list, or has ended.")
    unknown = Codebook().unknown(chosen, on=timezone.localdate())
    if unknown:
        raise DoesNotFit([Wrong("body", name, "unknown-code", sentence) for name in unknown])


def _facts(talk: AdviceSession) -> dict[str, Any]:
    is_withdrawn = talk.withdrawn_at is not None
    shown = {
        "public_id": talk.public_id,
        "file": talk.file,
        "counselor": talk.counselor,
        "held_at": talk.held_at,
        "channel_id": talk.channel_id,
        "kind_id": talk.kind_id,
        "themes": sorted(row.theme_id for row in talk.themes.all()),
        "summary": "" if is_withdrawn else talk.summary,
        "outcome_id": talk.outcome_id,
        "isWithdrawn": is_withdrawn,
    }
    return dict(TalkFacts(shown).data)  # type: ignore[arg-type]  # the same names, as a mapping
