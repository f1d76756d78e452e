"""A value for every part of every address: of the own desk, of another desk, and of nowhere."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from http.cookies import SimpleCookie
from typing import Any

from django.utils import timezone

from apprenticeships.choices import Plank
from loketten.accounts.actions.desk_keys import make_key
from loketten.accounts.models import Cover, DeskKey, Invitation, Membership, News, Token
from loketten.accounts.models.desk_key import Scope
from loketten.accounts.models.invitation import TokenKind
from loketten.accounts.rights import NationalRole
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Closure, Desk, DeskLocation
from portal.operations.models import FailedTask
from portal.reporting.choices import ReportKind
from portal.reporting.models import DeskReport, NationalReport
from tests import factories, questions
from tests.cast import Cast, Somebody
from tests.exchange.rows import an_export, an_import
from tests.places import make_employer, make_places, make_vacancy
from tests.trajectories import a_record, a_started_one
from vacancies.models import Listing

UNKNOWN_ID = 999_999_999


@dataclass(frozen=True)
class Samples:
    """`own`, `foreign` and `unknown` hold the parts of one address, without the desk."""

    own: dict[str, Any]
    foreign: dict[str, Any]
    unknown: dict[str, Any]


# What `pk` means differs per screen; every other part of an address has one meaning.
PK_OF = {
    "desk:member": "member",
    "workplace:end_member": "member",
    "workplace:caseload": "member",
    "desk:send_again": "invitation",
    "desk:withdraw": "invitation",
    "desk:location": "location",
    "desk:location_remove": "location",
    "desk:closure_remove": "closure",
    "desk:key_replace": "desk key",
    "desk:key_end": "desk key",
    "national:end_role": "user",
    "national:person": "user",
    "national:end_membership": "member",
    "national:news_edit": "news",
    "national:news_take_back": "news",
    "national:send_again": "national invitation",
    "national:withdraw": "national invitation",
    "operations:ask_again": "failed task",
    "mfa_edit_webauthn": "authenticator",
    "mfa_remove_webauthn": "authenticator",
}
# And what Django's admin calls `object_id`.
ROW_OF = {
    "emergency:desk_change": "desk row",
    "emergency:region_change": "region row",
    "emergency:regionmembership_change": "membership row",
    "emergency:code_change": "code row",
}


class SampleBook:
    """Makes one row of everything that an address can name, at both desks."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.cookies: dict[int, SimpleCookie] = {}  # of who signed in, by the key of the user
        # What a system sends that may do everything at one desk.
        self.secrets: dict[int, str] = {}
        self.here = self._at(cast.utrecht, cast.anouk, "utrecht")
        self.there = self._at(cast.zwolle, cast.chaima, "zwolle")

    def of(self, name: str, parts: set[str]) -> Samples:
        """Fails when an address has a part that nobody thought about."""
        return Samples(
            own={part: self._value(name, part, self.here) for part in parts},
            foreign={part: self._value(name, part, self.there) for part in parts},
            unknown={part: _nowhere(part) for part in parts},
        )

    def _value(self, name: str, part: str, rows: dict[str, Any]) -> Any:
        return rows[{"pk": PK_OF, "object_id": ROW_OF}.get(part, {}).get(name, part)]

    def _at(self, desk: Desk, somebody: Somebody, name: str) -> dict[str, Any]:
        file = self.cast.files[name]
        with somebody.at_work():
            client = type(file).objects.select_related("client").get(pk=file.pk).client
            talk = file.sessions.order_by("pk").first()
            step = file.steps.order_by("pk").first()
            group = factories.GroupTalkFactory(counselor=somebody.member)
            contact = factories.ContactFactory(counselor=somebody.member)
            vacancy = make_places(somebody.member)
            cover = Cover.objects.create(
                desk=desk,
                colleague=somebody.member,
                member=Membership.objects.filter(desk=desk).exclude(pk=somebody.member.pk).first(),
                first_day=date(2030, 7, 1),
                last_day=date(2030, 7, 14),
            )
            plan = factories.PlannedTalkFactory(file=file, counselor=somebody.member)
            trajectory = a_started_one(somebody.member, file)
            funding = a_record(somebody.member, file, Plank.FUNDING, trajectory.employer)
            template = factories.TalkTemplateFactory(owner=somebody.member)
            desk_template = factories.TalkTemplateFactory()
            places = self._places(somebody)
            question = questions.request(name=f"Vrager {client.first_name}")
            complaint = questions.report(vacancy.public_id)
        # Somebody outside the cast, because some addresses end what they name.
        spare = factories.UserFactory(
            name=f"Reserve {name}",
            email=f"reserve.{name}@example.nl",
            national_roles=[NationalRole.ANALYST],
        )
        with at_desk(desk.pk):
            location = DeskLocation.objects.create(
                name="Hoofdplek", street="Singelhof 1", postcode="3511 ZZ", city="Utrecht"
            )
            own_report = _report(DeskReport, date(2026, 10, 1))
            closure = Closure.objects.create(
                first_day=date(2030, 12, 25), last_day=date(2030, 12, 26), reason="Kerstmis"
            )
        return {
            **places,
            "report": _report(NationalReport, date(2026, 10 if name == "utrecht" else 9, 1)),
            "own_report": own_report,
            **self._exchanged(desk, name),
            "number": client.number,
            "talk": talk.public_id,
            "step": step.pk,
            "contact": contact.pk,
            "cover": cover.pk,
            # Every desk has every week: one that no calendar has stands for another desk's.
            "week": "2026-W10" if name == "utrecht" else "2026-W60",
            "plan": plan.public_id,
            "question": question.public_id,
            "complaint": complaint.public_id,
            "group": group.public_id,
            "trajectory": trajectory.public_id,
            "moment": "month-1",
            "plank": "funding",
            "record": funding.public_id,
            "template": template.public_id,
            "desk_template": desk_template.public_id,
            "member": factories.MembershipFactory(user=spare, desk=desk).pk,
            "invitation": self._invitation(desk).pk,
            "national invitation": self._national_invitation(name).pk,
            "location": location.pk,
            "closure": closure.pk,
            "desk key": self._desk_key(somebody).pk,
            "user": spare.pk,
            "authenticator": UNKNOWN_ID,
            "role": "analyst",
            "news": self._news(desk).pk,
            "failed task": self._failed_task(name).pk,
            "codes": "theme",
            "code": "career-advice" if name == "utrecht" else "nowhere",
            "slug": desk.slug,
            "loket": desk.slug,
            "part": 1,
            "region": desk.region_id,
            "desk row": desk.pk,
            "region row": desk.region_id,
            "membership row": desk.region.memberships.order_by("pk")[0].pk,
            "code row": "theme.career-advice",
            "listing": Listing.objects.get(public_id=vacancy.public_id).slug,
            "mark": "0123456789",
            "secret": _token(desk),
            "uidb36": "1",
            "key": "set-password",
            "rest": "nowhere",
        }

    def _places(self, somebody: Somebody) -> dict[str, Any]:
        """A draft, because what is online needs another page to close it."""
        employer = make_employer(somebody.member)
        vacancy = make_vacancy(
            somebody.member,
            employer,
            state="draft",
            first_published_at=None,
            refreshed_at=None,
            expires_on=None,
        )
        return {
            "employer": employer.public_id,
            "vacancy": vacancy.public_id,
            "person": employer.contacts.get().pk,
            "visit": employer.visits.get().pk,
            "recognition": employer.recognitions.get().pk,
        }

    def _exchanged(self, desk: Desk, name: str) -> dict[str, Any]:
        """A file that waits for its columns, and one to take along: of the manager, who may."""
        by = self.cast.mila.member if name == "utrecht" else self.cast.chaima.member
        with at_desk(desk.pk):
            return {
                "incoming": an_import(by).public_id,
                "export": an_export(by).public_id,
                "table_kind": "clients" if name == "utrecht" else "nowhere",
            }

    def _desk_key(self, somebody: Somebody) -> DeskKey:
        member = somebody.member
        assert member is not None
        ends_on = timezone.localdate() + timedelta(days=30)
        with somebody.at_work():
            row, secret = make_key(
                by=member, name="Systeem", scopes=Scope.values, ends_on=ends_on, key=uuid.uuid4()
            )
        self.secrets[member.desk_id] = secret
        return row

    def _invitation(self, desk: Desk) -> Invitation:
        member = self.cast.mila.member
        assert member is not None
        return Invitation.objects.create(
            desk=desk,
            email=f"nieuw.{desk.slug}@example.nl",
            name="Nieuwe Collega",
            organisation=member.organisation,
            roles=["counselor"],
            invited_by=self.cast.mila.user,
        )

    def _news(self, desk: Desk) -> News:
        """For that desk alone, and not for today."""
        soon = timezone.localdate() + timedelta(days=30)
        return News.objects.create(
            title_nl="Nieuwe lijst",
            title_en="New list",
            text_nl="Er is een nieuwe lijst.",
            text_en="There is a new list.",
            first_day=soon,
            last_day=soon,
            desk_ids=[desk.pk],
            key=uuid.uuid4(),
        )

    def _failed_task(self, name: str) -> FailedTask:
        return FailedTask.objects.create(task=f"planted.{name}", error="OSError")

    def _national_invitation(self, name: str) -> Invitation:
        return Invitation.objects.create(
            email=f"landelijk.{name}@example.nl",
            name="Nieuwe Analist",
            national_roles=["analyst"],
            invited_by=self.cast.otto.user,
        )


def _report(model: Any, month: date) -> uuid.UUID:
    content = b"%PDF-1.7 een rapport"
    checksum = hashlib.sha256(content).hexdigest()
    row = model.objects.create(month=month, kind=ReportKind.PDF, content=content, checksum=checksum)
    return row.public_id


def _token(desk: Desk) -> str:
    return Token.objects.issue(
        TokenKind.INVITATION, UNKNOWN_ID, desk_id=desk.pk, valid=timedelta(days=1)
    )


def _nowhere(part: str) -> Any:
    special = {
        "talk": uuid.UUID(int=1),
        "employer": uuid.UUID(int=1),
        "vacancy": uuid.UUID(int=1),
        "plan": uuid.UUID(int=1),
        "question": uuid.UUID(int=1),
        "complaint": uuid.UUID(int=1),
        "group": uuid.UUID(int=1),
        "trajectory": uuid.UUID(int=1),
        "record": uuid.UUID(int=1),
        "template": uuid.UUID(int=1),
        "desk_template": uuid.UUID(int=1),
        "report": uuid.UUID(int=1),
        "own_report": uuid.UUID(int=1),
        "incoming": uuid.UUID(int=1),
        "export": uuid.UUID(int=1),
        "table_kind": "nowhere",
        "number": "QQ-99999",
        "week": "2026-W61",
        "slug": "nergens",
        "loket": "nergens",
        "region": "AM99",
        "listing": "nergens",
        "role": "administrator",
        "codes": "nowhere",
        "code": "nowhere",
    }
    texts = {"mark", "secret", "uidb36", "key", "rest"}
    return special.get(part, "nowhere" if part in texts else UNKNOWN_ID)
