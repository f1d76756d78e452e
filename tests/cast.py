"""The cast: everybody who could be on either side of a door, each with a caseload of her own."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client as Browser
from django.utils import timezone

from clients.models import ClientFile
from loketten.accounts.models import Membership, User
from loketten.accounts.rights import NationalRole, Role
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Desk
from tests import factories


@dataclass(frozen=True)
class Somebody:
    """A user, and her membership when she works at a desk."""

    user: User
    member: Membership | None = None

    @property
    def desk_id(self) -> int:
        assert self.member is not None
        return self.member.desk_id

    def at_work(self) -> Any:
        assert self.member is not None
        return at_desk(self.member.desk_id, member_id=self.member.pk)

    def browser(self) -> Browser:
        browser = Browser()
        browser.force_login(self.user)
        return browser


@dataclass(frozen=True)
class Cast:
    utrecht: Desk
    zwolle: Desk
    anouk: Somebody  # counselor at Utrecht
    bas: Somebody  # another counselor at Utrecht
    bram: Somebody  # reception at Utrecht
    mila: Somebody  # manager at Utrecht
    priya: Somebody  # privacy officer at Utrecht
    chaima: Somebody  # counselor at Zwolle, with a full caseload
    dina: Somebody  # counselor at both desks; `member` is Utrecht's
    eva: Somebody  # was a counselor at Utrecht until yesterday
    femke: Somebody  # counselor at Utrecht without a second factor
    dirk: Somebody  # national analyst
    otto: Somebody  # platform administrator
    files: dict[str, ClientFile]  # "utrecht" of anouk, "zwolle" of chaima


def _staff(name: str, desk: Desk, *roles: Role, **membership: Any) -> Somebody:
    user = factories.UserFactory(name=name, second_factor=name != "Femke Smit")
    member = factories.MembershipFactory(user=user, desk=desk, roles=list(roles), **membership)
    return Somebody(user, member)


def _caseload(somebody: Somebody, mark: str) -> ClientFile:
    """Three files, each with two talks, a private note and a step; `mark` is in every text."""
    member = somebody.member
    assert member is not None
    with somebody.at_work():
        for number in range(3):
            client = factories.ClientFactory(
                first_name=f"{mark}{number}",
                last_name=f"Jansen-{mark}",
                email=f"{mark.lower()}{number}@example.nl",
                contact_by="email",
            )
            file = factories.ClientFileFactory(client=client, owner=member)
            for _ in range(2):
                talk = factories.AdviceSessionFactory(
                    file=file, counselor=member, summary=f"{mark} vertelde over werk."
                )
                factories.SessionThemeFactory(session=talk, theme_id="theme.career-advice")
                factories.PrivateNoteFactory(
                    session=talk, author=member, text=f"{mark} geheim van {member.pk}"
                )
                factories.NextStepFactory(
                    file=file, session=talk, owner=member, what=f"{mark} terugbellen"
                )
    return file


def make_cast() -> Cast:
    utrecht = factories.DeskFactory(slug="utrecht", region_code="AM13", number_prefix="UT")
    zwolle = factories.DeskFactory(slug="zwolle", region_code="AM36", number_prefix="ZW")
    anouk = _staff("Anouk Vermeer", utrecht, Role.COUNSELOR)
    chaima = _staff("Chaima Bouzid", zwolle, Role.COUNSELOR)
    dina = _staff("Dina Kramer", utrecht, Role.COUNSELOR)
    factories.MembershipFactory(user=dina.user, desk=zwolle)
    yesterday = timezone.localdate() - timedelta(days=1)
    return Cast(
        utrecht=utrecht,
        zwolle=zwolle,
        anouk=anouk,
        bas=_staff("Bas Elferink", utrecht, Role.COUNSELOR),
        bram=_staff("Bram Kok", utrecht, Role.RECEPTION),
        mila=_staff("Mila de Wit", utrecht, Role.MANAGER),
        priya=_staff("Priya Sital", utrecht, Role.PRIVACY),
        chaima=chaima,
        dina=dina,
        eva=_staff("Eva Post", utrecht, Role.COUNSELOR, ends_on=yesterday),
        femke=_staff("Femke Smit", utrecht, Role.COUNSELOR),
        dirk=Somebody(
            factories.UserFactory(name="Dirk Boom", national_roles=[NationalRole.ANALYST])
        ),
        otto=Somebody(
            factories.UserFactory(name="Otto Lind", national_roles=[NationalRole.ADMINISTRATOR])
        ),
        files={"utrecht": _caseload(anouk, "CNRYUT"), "zwolle": _caseload(chaima, "CNRYZW")},
    )
