"""GET /desk/trajectories: clients who learn and work at an employer."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apprenticeships.choices import Document, StopReason, TrajectoryState
from apprenticeships.finding import find_trajectory
from apprenticeships.models import Trajectory
from clients.models import Client
from clients.trail import note_look_of_system
from loketten.accounts.models.desk_key import Scope
from loketten.audit.log import note
from portal.api.codes import PageOfAnything, page_of_rows
from portal.api.describing import described
from portal.api.own.base import DeskApiView
from portal.api.reading import NoQuery, Paged, query_of

EXAMPLE = {
    "id": "1b7a9f0c-41f4-4a8c-8d5a-9f6a3f1a7c33",
    "clientNumber": "TW-00012",
    "route": "route.bbl",
    "state": "started",
    "employer": "Bouwbedrijf Voorbeeld",
    "school": "ROC Voorbeeld",
    "qualification": "25953",
    "hours": 32,
    "agreedOn": "2026-08-20",
    "startsOn": "2026-09-01",
    "startedOn": "2026-09-01",
    "endsOn": None,
    "endedOn": None,
    "stopReason": "",
    "document": "",
}


class TrajectoryFacts(serializers.Serializer[Trajectory]):
    """A trajectory, with the number of the client and without her name."""

    id = serializers.UUIDField(source="public_id", help_text="Its name in addresses.")
    clientNumber = serializers.CharField(source="file.client.number", help_text="The client.")
    route = serializers.CharField(source="route_id", help_text="The learning route, a code.")
    state = serializers.ChoiceField(TrajectoryState.values, help_text="How far it is.")
    employer = serializers.CharField(
        source="employer.name", allow_null=True, help_text="Null while there is none."
    )
    school = serializers.CharField(help_text="May be empty.")
    qualification = serializers.CharField(
        source="qualification.crebo", allow_null=True, help_text="The crebo; null without one."
    )
    hours = serializers.IntegerField(allow_null=True, help_text="Hours a week; null is not known.")
    agreedOn = serializers.DateField(
        source="agreed_on", allow_null=True, help_text="When the agreement was signed."
    )
    startsOn = serializers.DateField(
        source="starts_on", allow_null=True, help_text="The planned start."
    )
    startedOn = serializers.DateField(
        source="started_on", allow_null=True, help_text="The real start."
    )
    endsOn = serializers.DateField(source="ends_on", allow_null=True, help_text="The planned end.")
    endedOn = serializers.DateField(source="ended_on", allow_null=True, help_text="The real end.")
    stopReason = serializers.ChoiceField(
        ["", *StopReason.values], source="stop_reason", help_text="Empty when it did not stop."
    )
    document = serializers.ChoiceField(
        ["", *Document.values], help_text="What it gave; empty before the end."
    )


class TrajectoryPage(PageOfAnything):
    """Trajectories of the desk."""

    items = TrajectoryFacts(many=True, help_text="What happened last comes first.")


class OwnTrajectories(DeskApiView):
    scope = Scope.TRAJECTORIES_READ

    @described(
        name="listTrajectories",
        tag="desk",
        summary=_("The trajectories of your desk"),
        description="With numbers of clients, without names. One row in the access log says whose.",
        answer=TrajectoryPage,
        example={"page": 1, "pages": 1, "total": 1, "items": [EXAMPLE]},
        errors=(400, 404),
        query=Paged,
        scope=Scope.TRAJECTORIES_READ,
    )
    def get(self, request: Request) -> Response:
        return self.here(request, self.read)

    def read(self, request: Request) -> Response:
        asked = query_of(request, Paged)
        page = page_of_rows(Trajectory.objects.newest_first().with_people(), asked)
        shown = {row.file.client_id for row in page["items"]}
        note("client.listed", Client, by=self.key.actor, shown=shown)
        return Response(TrajectoryPage(page).data)


class OwnTrajectory(DeskApiView):
    scope = Scope.TRAJECTORIES_READ

    @described(
        name="getTrajectory",
        tag="desk",
        summary=_("One trajectory"),
        description="It counts as opening the file.",
        answer=TrajectoryFacts,
        example=EXAMPLE,
        errors=(400, 404),
        path={"trajectory": "The id of the trajectory."},
        scope=Scope.TRAJECTORIES_READ,
    )
    def get(self, request: Request, trajectory: UUID) -> Response:
        return self.here(request, self.read, trajectory=trajectory)

    def read(self, request: Request, trajectory: UUID) -> Response:
        query_of(request, NoQuery)
        row = find_trajectory(trajectory)
        note_look_of_system("trajectory.viewed", row, file=row.file, by=self.key.actor)
        return Response(TrajectoryFacts(row).data)
