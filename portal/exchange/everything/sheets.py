"""What stands in the file of everything: a table for each kind of row that a desk has.

A test goes past all models of a desk, and fails when one stands neither here nor in `LEFT_OUT`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db import models
from django.db.models import Case, F, OuterRef, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from advice.models import (
    AdviceSession,
    Contact,
    EarlierGroupText,
    EarlierText,
    GroupParticipant,
    GroupTalk,
    JoinedRequest,
    MovedTalk,
    NextStep,
    PlannedTalk,
    SessionTheme,
    StepChange,
    TalkTemplate,
)
from apprenticeships.models import (
    AftercareCheck,
    FundingLine,
    Introduction,
    JobPromise,
    PlankMark,
    Trajectory,
    TrajectoryEvent,
    WorkExperience,
    WorkProcess,
)
from clients.models import Client, ClientFile, FileEvent, FileTargetGroup
from loketten.accounts.models import Cover, DeskKey, Invitation, Membership
from loketten.audit.actors import ActorKind
from loketten.audit.models import Entry, Shown
from loketten.tenancy.context import current_desk_id
from loketten.tenancy.models import Closure, DeskLocation, OpeningHours
from loketten.tenancy.models.codes import label_column
from portal.workplace.models import ReviewedLook, WeekReview
from vacancies.models import (
    AdReport,
    DeskRequest,
    EarlierVisitText,
    Employer,
    EmployerContact,
    EmployerVisit,
    Interest,
    Recognition,
    Vacancy,
)


@dataclass(frozen=True)
class Sheet:
    """One table; `more` are columns out of rows that hang below it."""

    title: Any
    model: type[models.Model]
    rows: Callable[[], Any]
    more: tuple[tuple[Any, Callable[[], Any]], ...] = ()
    without: frozenset[str] = field(default_factory=frozenset)


def _all_of(model: Any) -> Callable[[], Any]:
    return lambda: model.objects.all()


def _at_desk(model: Any) -> Callable[[], Any]:
    """Of a model that everybody may read."""
    return lambda: model.objects.filter(desk=current_desk_id())


def _sheet(title: Any, model: Any, **more: Any) -> Sheet:
    return Sheet(title, model, more.pop("rows", _all_of(model)), **more)


def _joined(model: Any, owner: str, path: str) -> Callable[[], Any]:
    """Words of the rows below, in one cell."""

    def words() -> Any:
        label = F(f"{path}__{label_column()}")
        below = model.objects.filter(**{owner: OuterRef("pk")}).order_by().values(owner)
        return Subquery(below.annotate(all=StringAgg(label, "; ", order_by=label)).values("all"))

    return words


def _name_of_actor() -> Any:
    """Of somebody or a system of the desk; what others did is told by their kind."""
    members = Membership.objects.filter(pk=OuterRef("actor_id"), desk=current_desk_id())
    keys = DeskKey.objects.filter(pk=OuterRef("actor_id"), desk=current_desk_id())
    return Case(
        When(actor_kind=ActorKind.MEMBER, then=Subquery(members.values("user__name"))),
        When(actor_kind=ActorKind.KEY, then=Subquery(keys.values("name"))),
        default=Value(""),
    )


SHEETS: tuple[Sheet, ...] = (
    _sheet(_("Clients"), Client),
    _sheet(
        _("Files"),
        ClientFile,
        more=((_("target groups"), _joined(FileTargetGroup, "file", "target_group")),),
    ),
    _sheet(_("What happened to files"), FileEvent),
    _sheet(
        _("Talks"),
        AdviceSession,
        more=((_("themes"), _joined(SessionTheme, "session", "theme")),),
    ),
    _sheet(_("Earlier texts of talks"), EarlierText),
    _sheet(_("Moved talks"), MovedTalk),
    _sheet(_("Appointments"), PlannedTalk),
    _sheet(_("Next steps"), NextStep),
    _sheet(_("Changes of next steps"), StepChange),
    _sheet(_("Groups"), GroupTalk),
    _sheet(_("Participants of groups"), GroupParticipant),
    _sheet(_("Earlier texts of groups"), EarlierGroupText),
    _sheet(_("Brief contacts"), Contact),
    _sheet(_("Marks on the bridge"), PlankMark),
    _sheet(_("Trial placements"), WorkExperience),
    _sheet(_("Introductions"), Introduction),
    _sheet(_("Job promises"), JobPromise),
    _sheet(_("Money for training"), FundingLine),
    _sheet(_("Trajectories"), Trajectory),
    _sheet(_("Work processes"), WorkProcess),
    _sheet(_("What happened to trajectories"), TrajectoryEvent),
    _sheet(_("Aftercare"), AftercareCheck),
    _sheet(_("Questions of visitors"), DeskRequest),
    _sheet(_("Questions joined to clients"), JoinedRequest),
    _sheet(_("Interest in vacancies"), Interest),
    _sheet(_("Reports of wrong vacancies"), AdReport),
    _sheet(_("Employers"), Employer),
    _sheet(_("Contacts of employers"), EmployerContact),
    _sheet(_("Recognitions"), Recognition),
    _sheet(_("Visits to employers"), EmployerVisit),
    _sheet(_("Earlier texts of visits"), EarlierVisitText),
    _sheet(_("Vacancies"), Vacancy),
    _sheet(
        _("Templates for talks"),
        TalkTemplate,
        # Those of one counselor are hers.
        rows=lambda: TalkTemplate.objects.filter(owner=None),
    ),
    _sheet(
        _("Team"),
        Membership,
        rows=_at_desk(Membership),
        more=((_("e-mail address"), lambda: F("user__email")),),
    ),
    _sheet(
        _("Open invitations"),
        Invitation,
        rows=lambda: Invitation.objects.open().filter(desk=current_desk_id()),
        without=frozenset({"national_roles", "accepted_at", "withdrawn_at"}),
    ),
    _sheet(
        _("Keys of systems"),
        DeskKey,
        rows=_at_desk(DeskKey),
        # What opens something is in no file.
        without=frozenset({"digest", "former_digest", "former_until"}),
    ),
    _sheet(_("Standing in"), Cover, rows=_at_desk(Cover)),
    _sheet(_("Places of the desk"), DeskLocation, rows=_at_desk(DeskLocation)),
    _sheet(_("Opening hours"), OpeningHours, rows=_at_desk(OpeningHours)),
    _sheet(_("Closed days"), Closure, rows=_at_desk(Closure)),
    _sheet(
        _("Access log"),
        Entry,
        more=((_("who"), _name_of_actor),),
        # Who was shown has a table of its own.
        without=frozenset({"transaction", "request_id", "shown_ids"}),
    ),
    _sheet(_("Who was shown in lists"), Shown),
    _sheet(_("Rows of the access log that were read"), ReviewedLook),
    _sheet(_("Weeks of the access log"), WeekReview),
)

# Why what a desk has does not stand in the file.
LEFT_OUT: dict[str, Any] = {
    "advice.PrivateNote": _("A private note is for whoever wrote it, and for nobody else."),
    "advice.TalkDraft": _("A talk that is not saved yet is for whoever is writing it."),
    "accounts.NewsRead": _("Only says who put news away."),
    "api.Received": _("Remembers what another system sent, so that it is kept once."),
    "audit.Outbox": _("Mail and other work that still has to be done."),
    "audit.Seal": _("Proves that nobody changed the access log, and only here."),
    "clients.FileTargetGroup": _("Stands in the table of files."),
    "clients.NumberSeries": _("The last client number; it follows from the clients."),
    "advice.SessionTheme": _("Stands in the table of talks."),
    "exchange.Export": _("The access log says who asked for an export."),
    "exchange.ExportPart": _("The access log says who asked for an export."),
    "exchange.Import": _("The access log says who imported what."),
    "exchange.ImportRow": _("What was imported stands in its own table."),
    "reporting.DeskReport": _("Reports can be fetched from the page with figures."),
    "reporting.MonthCount": _("Counts, which follow from the rows."),
    "vacancies.Listing": _("The public side of a vacancy, which follows from it."),
}
# What the reader of the file should know is not in it.
SAID_ALOUD = ("advice.PrivateNote", "advice.TalkDraft", "reporting.DeskReport")


def clients_until(pk: int) -> list[int]:
    """Everybody who stood in a file that was made when this was the newest client."""
    found = Client.objects.filter(pk__lte=pk).order_by()
    return list(found.values_list("pk", flat=True))
