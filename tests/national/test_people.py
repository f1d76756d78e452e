"""People above the desks: invited, ended, helped back in; nobody by herself."""

from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client as Browser
from django.utils import timezone

from loketten.accounts.actions.accept import accept_as
from loketten.accounts.actions.national import (
    EndsEarlier,
    LastAdministrator,
    end_national_role,
)
from loketten.accounts.models import Invitation, Membership, User
from loketten.accounts.models.invitation import Token, TokenKind
from loketten.accounts.rights import NationalRole, Role
from loketten.audit.models import Entry, PlatformEntry
from loketten.tenancy.context import at_desk
from tests import factories
from tests.accounts.doors import PASSWORD, deliver, link_in, main_of
from tests.cast import Cast

MANAGE = "/landelijk/beheer"
PEOPLE = f"{MANAGE}/mensen"


def _invite(cast: Cast, **changes: Any) -> Any:
    form = {"name": "Nora", "email": "nora@example.nl", "national_roles": ["analyst"], **changes}
    return cast.otto.browser().post(f"{PEOPLE}/uitnodigen", form)


def test_an_invited_analyst_gets_that_role_and_no_other(cast: Cast) -> None:
    assert _invite(cast)["Location"] == PEOPLE
    (message,) = deliver()
    answer = {"name": "Nora", "password": PASSWORD, "national_roles": "administrator"}
    done = Browser().post(link_in(message), answer)
    assert done["Location"] == "/account/start"
    user = User.objects.get(email="nora@example.nl")
    assert user.national_roles == [NationalRole.ANALYST]
    assert not Membership.objects.filter(user=user).exists()


def test_a_second_role_adds_to_the_first(cast: Cast) -> None:
    _invite(cast, email=cast.dirk.user.email, national_roles=["administrator"])
    (message,) = deliver()
    cast.dirk.browser().post(link_in(message))
    user = User.objects.get(pk=cast.dirk.user.pk)
    assert user.national_roles == ["administrator", "analyst"]


@pytest.mark.parametrize(
    "changes",
    [
        {"email": "otto@example.nl"},
        {"email": "geen adres"},
        {"national_roles": []},
        {"national_roles": ["manager"]},
        {"name": "\x00"},
        {"name": "a" * 1_000_000},
    ],
)
def test_a_bad_invitation_is_refused_in_words(cast: Cast, changes: dict[str, Any]) -> None:
    response = _invite(cast, **changes)
    assert response.status_code == 200
    assert "error-summary" in response.content.decode()
    assert not Invitation.objects.exists()


def test_a_desk_without_manager_gets_its_first(cast: Cast) -> None:
    browser = cast.otto.browser()
    assert "Geen manager" in main_of(browser.get(MANAGE))
    path = f"{MANAGE}/loket/zwolle/uitnodigen"
    form = {"name": "Nora", "email": "nora@example.nl", "organisation": "UWV"}
    assert browser.post(path, form)["Location"] == PEOPLE
    (message,) = deliver()
    Browser().post(link_in(message), {"name": "Nora", "password": PASSWORD})
    member = Membership.objects.get(user__email="nora@example.nl")
    assert (member.desk, member.roles) == (cast.zwolle, [Role.MANAGER])
    # The people of the desk can see who let her in.
    with at_desk(cast.zwolle.pk):
        row = Entry.objects.get(action="invitation.sent")
    assert (row.actor_kind, row.actor_id) == ("user", cast.otto.user.pk)


def test_an_invitation_outlives_the_role_of_who_sent_it(cast: Cast) -> None:
    form = {"name": "Nora", "email": "nora@example.nl", "organisation": "UWV"}
    cast.otto.browser().post(f"{MANAGE}/loket/zwolle/uitnodigen", form)
    User.objects.filter(pk=cast.dirk.user.pk).update(national_roles=["administrator"])
    User.objects.filter(pk=cast.otto.user.pk).update(national_roles=[])
    assert "nora@example.nl" in main_of(cast.dirk.browser().get(PEOPLE))
    sent = Invitation.objects.get()
    done = cast.dirk.browser().post(f"{MANAGE}/uitnodiging/{sent.pk}/intrekken")
    assert done.status_code == 302
    sent.refresh_from_db()
    assert not sent.is_open


def test_invitations_of_a_desk_stay_at_the_desk_also_of_a_manager_with_two_hats(
    cast: Cast,
) -> None:
    User.objects.filter(pk=cast.mila.user.pk).update(national_roles=["administrator"])
    form = {"name": "Geheim", "email": "geheim@example.nl", "organisation": "UWV"}
    for number, role in enumerate((Role.COUNSELOR, Role.MANAGER)):
        sent = {**form, "email": f"geheim{number}@example.nl", "roles": [role]}
        assert cast.mila.browser().post("/bureau/utrecht/team/uitnodigen", sent).status_code == 302
    assert "geheim" not in main_of(cast.otto.browser().get(PEOPLE))
    for invitation in Invitation.objects.all():
        url = f"{MANAGE}/uitnodiging/{invitation.pk}/intrekken"
        assert cast.otto.browser().post(url).status_code == 404


def test_a_desk_with_a_manager_looks_after_itself(cast: Cast) -> None:
    form = {"name": "Nora", "email": "nora@example.nl", "organisation": "UWV"}
    response = cast.otto.browser().post(f"{MANAGE}/loket/utrecht/uitnodigen", form)
    assert "Dit loket heeft al een manager" in main_of(response)
    assert not Invitation.objects.exists()


def test_an_administrator_does_not_make_herself_manager(cast: Cast) -> None:
    form = {"name": "Otto", "email": "OTTO@example.nl", "organisation": "UWV"}
    response = cast.otto.browser().post(f"{MANAGE}/loket/zwolle/uitnodigen", form)
    assert "Je kunt jezelf geen rollen geven" in main_of(response)
    assert cast.otto.browser().get(f"{MANAGE}/loket/bestaat-niet/uitnodigen").status_code == 404


def test_a_role_ends_at_the_next_request(cast: Cast) -> None:
    dirk = cast.dirk.browser()
    assert dirk.get("/landelijk").status_code == 200
    path = f"{MANAGE}/mensen/{cast.dirk.user.pk}/analyst/beeindigen"
    otto = cast.otto.browser()
    assert "Landelijk analist" in main_of(otto.get(path))
    assert dirk.get("/landelijk").status_code == 200
    assert otto.post(path)["Location"] == f"{PEOPLE}/{cast.dirk.user.pk}"
    assert dirk.get("/landelijk").status_code == 302
    assert PlatformEntry.objects.filter(action="national_role.ended").count() == 1
    assert otto.post(path).status_code == 404


def test_national_work_ends_after_its_last_day(cast: Cast) -> None:
    today = timezone.localdate()
    dirk, otto = cast.dirk.browser(), cast.otto.browser()
    path = f"{MANAGE}/mensen/{cast.dirk.user.pk}/analyst/beeindigen"
    assert otto.post(path, {"last_day": today.isoformat()}).status_code == 302
    assert dirk.get("/landelijk").status_code == 200, "the last day counts"
    assert "Laatste dag" in main_of(otto.get(f"{PEOPLE}/{cast.dirk.user.pk}"))
    row = PlatformEntry.objects.get(action="national_role.ended")
    assert row.changed_fields == ["national_until"]
    User.objects.filter(pk=cast.dirk.user.pk).update(national_until=today - timedelta(days=1))
    assert dirk.get("/landelijk").status_code == 403
    assert cast.dirk.user not in User.objects.national()


def test_the_last_administrator_keeps_no_end(cast: Cast) -> None:
    other = factories.UserFactory(
        name="Joke Prins",
        email="joke@example.nl",
        national_roles=[NationalRole.ADMINISTRATOR],
    )
    soon = timezone.localdate() + timedelta(days=9)
    otto = cast.otto.user
    end_national_role(other, NationalRole.ADMINISTRATOR, by=otto, last_day=soon)
    other.refresh_from_db()
    assert other.national_until == soon
    for last_day in (None, soon):
        with pytest.raises(LastAdministrator):
            end_national_role(otto, NationalRole.ADMINISTRATOR, by=other, last_day=last_day)


def _accept(cast: Cast, person: User, role: NationalRole, *, until: date | None) -> None:
    token = Token.objects.issue(
        TokenKind.INVITATION,
        Invitation.objects.create(
            email=person.email,
            name=person.name,
            national_roles=[role],
            ends_on=until,
            invited_by=cast.otto.user,
        ).pk,
        desk_id=None,
        valid=timedelta(days=1),
    )
    accept_as(token, person)
    person.refresh_from_db()


@pytest.mark.parametrize("until", [None, date(2099, 1, 1)])
@pytest.mark.parametrize("last_day", [None, date(2098, 1, 1), date(2100, 1, 1)])
def test_an_invitation_moves_no_end_of_work(
    cast: Cast, until: date | None, last_day: date | None
) -> None:
    otto = cast.otto.user
    User.objects.filter(pk=otto.pk).update(national_until=until)
    _accept(cast, otto, NationalRole.ANALYST, until=last_day)
    assert otto.national_roles_now == ["administrator", "analyst"]
    assert otto.national_until == until


def test_ending_work_never_prolongs_it(cast: Cast) -> None:
    today = timezone.localdate()
    dirk = User.objects.filter(pk=cast.dirk.user.pk)
    later, soon = today + timedelta(days=60), today + timedelta(days=30)
    dirk.update(national_until=soon)
    with pytest.raises(EndsEarlier):
        end_national_role(dirk.get(), NationalRole.ANALYST, by=cast.otto.user, last_day=later)
    dirk.update(national_until=today - timedelta(days=1))
    end_national_role(dirk.get(), NationalRole.ANALYST, by=cast.otto.user, last_day=later)
    assert dirk.get().national_roles_now == [], "what has ended does not come back"


def test_roles_that_ended_do_not_come_back_with_an_invitation(cast: Cast) -> None:
    today = timezone.localdate()
    dirk = cast.dirk.user
    User.objects.filter(pk=dirk.pk).update(national_until=today - timedelta(days=1))
    _accept(cast, dirk, NationalRole.ADMINISTRATOR, until=today)
    assert dirk.national_roles_now == ["administrator"]
    assert (dirk.national_from, dirk.national_until) == (today, today)


def test_nobody_ends_her_own_role_and_the_last_administrator_stays(cast: Cast) -> None:
    own = f"{MANAGE}/mensen/{cast.otto.user.pk}/administrator/beeindigen"
    response = cast.otto.browser().post(own)
    assert response.status_code == 409
    assert "Je kunt je eigen landelijke rollen niet veranderen" in main_of(response)
    # The rule stands in the action too.
    with pytest.raises(Exception, match="laatste platformbeheerder"):
        end_national_role(cast.otto.user, NationalRole.ADMINISTRATOR, by=cast.dirk.user)


@pytest.mark.parametrize(
    "path",
    ["mensen/999999/analyst/beeindigen", "mensen/1/koning/beeindigen", "uitnodiging/99/opnieuw"],
)
def test_made_up_people_do_not_exist(cast: Cast, path: str) -> None:
    assert cast.otto.browser().post(f"{MANAGE}/{path}").status_code == 404


def test_a_desks_own_invitation_is_not_the_administrators_business(cast: Cast) -> None:
    invitation = Invitation.objects.create(
        desk=cast.utrecht,
        email="nora@example.nl",
        name="Nora",
        roles=[Role.COUNSELOR],
        organisation=factories.OrganisationFactory(),
        invited_by=cast.mila.user,
    )
    browser = cast.otto.browser()
    assert "nora@example.nl" not in main_of(browser.get(PEOPLE))
    for verb in ("opnieuw", "intrekken"):
        path = f"{MANAGE}/uitnodiging/{invitation.pk}/{verb}"
        assert browser.post(path).status_code == 404


def test_an_invitation_is_sent_again_or_withdrawn(cast: Cast) -> None:
    _invite(cast)
    (first,) = deliver()
    invitation = Invitation.objects.get()
    browser = cast.otto.browser()
    path = f"{MANAGE}/uitnodiging/{invitation.pk}"
    assert browser.get(f"{path}/opnieuw").status_code == 405
    assert browser.post(f"{path}/opnieuw").status_code == 302
    (second,) = deliver()
    assert Browser().get(link_in(first)).status_code == 410
    assert Browser().get(link_in(second)).status_code == 200
    browser.post(f"{path}/intrekken")
    assert Browser().get(link_in(second)).status_code == 410


def test_who_lost_the_second_step_is_helped_after_a_check(cast: Cast) -> None:
    anouk = cast.anouk.browser()
    form = {"email": "ANOUK@example.nl", "is_checked": "on"}
    unchecked = cast.otto.browser().post(f"{MANAGE}/tweede-stap", {"email": "anouk@example.nl"})
    assert "Controleer eerst wie het is" in main_of(unchecked)
    assert anouk.get("/bureau/utrecht").status_code == 200

    assert cast.otto.browser().post(f"{MANAGE}/tweede-stap", form).status_code == 302
    assert not Authenticator.objects.filter(user=cast.anouk.user).exists()
    assert anouk.get("/bureau/utrecht")["Location"].startswith("/account/login")
    (message,) = deliver()
    assert message.to == [cast.anouk.user.email]
    assert "beheerder heeft je tweede stap weggehaald" in str(message.body)
    row = PlatformEntry.objects.get(action="account.second_steps_removed")
    assert (row.actor_id, row.object_id) == (cast.otto.user.pk, cast.anouk.user.pk)


@pytest.mark.parametrize(
    ("email", "words"),
    [("niemand@example.nl", "geen account"), ("otto@example.nl", "Je eigen tweede stap")],
)
def test_not_of_nobody_and_not_of_herself(cast: Cast, email: str, words: str) -> None:
    form = {"email": email, "is_checked": "on"}
    response = cast.otto.browser().post(f"{MANAGE}/tweede-stap", form)
    assert words in main_of(response)
    assert Authenticator.objects.filter(user=cast.otto.user).exists()
