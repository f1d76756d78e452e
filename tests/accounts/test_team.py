"""The team of a desk: what a manager may change, of whom, and what nobody may."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from loketten.accounts.actions.seen import fingerprint
from loketten.accounts.actions.team import change_membership, end_membership, offered_values
from loketten.accounts.models import Invitation, Membership
from loketten.accounts.rights import Role
from loketten.audit.models import Entry
from loketten.tenancy.context import at_desk
from tests import factories
from tests.accounts.doors import main_of
from tests.cast import Cast, Somebody

pytestmark = pytest.mark.usefixtures("contexts")

TEAM = "/bureau/utrecht/team"


def _page(somebody: Somebody) -> str:
    assert somebody.member is not None
    return f"{TEAM}/{somebody.member.pk}"


def _form(somebody: Somebody, **changes: Any) -> dict[str, Any]:
    assert somebody.member is not None
    member = Membership.objects.select_related("organisation").get(pk=somebody.member.pk)
    values = offered_values(member)
    form = {**values, "ends_on": values["ends_on"] or "", "seen": fingerprint(values)}
    return {**form, **changes}


def _second_manager(cast: Cast, **membership: Any) -> Somebody:
    user = factories.UserFactory(name="Roos Terpstra")
    member = factories.MembershipFactory(
        user=user, desk=cast.utrecht, roles=[Role.MANAGER], **membership
    )
    return Somebody(user, member)


def test_the_team_shows_who_works_here_and_apart_who_left(cast: Cast) -> None:
    page = main_of(cast.mila.browser().get(TEAM))
    here, left = page.split("Werkte hier")
    for name in ("Anouk Vermeer", "Bas Elferink", "Bram Kok", "Dina Kramer", "Mila de Wit"):
        assert name in here
    assert "Eva Post" in left
    assert "Eva Post" not in here
    assert "Chaima" not in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("anouk", 403), ("bram", 403), ("priya", 403), ("chaima", 404), ("dirk", 404), ("otto", 404)],
)
def test_only_the_manager_of_this_desk_gets_in(cast: Cast, who: str, status: int) -> None:
    browser = getattr(cast, who).browser()
    invitation = Invitation.objects.create(
        desk=cast.utrecht,
        email="n@example.nl",
        name="N",
        roles=[Role.COUNSELOR],
        organisation=factories.OrganisationFactory(),
        invited_by=cast.mila.user,
    )
    pages = [TEAM, f"{TEAM}/uitnodigen", _page(cast.anouk), f"{_page(cast.anouk)}/beeindigen"]
    for path in pages:
        assert browser.get(path).status_code == status
        assert browser.post(path, _form(cast.anouk, roles=["manager"])).status_code == status
    for verb in ("opnieuw", "intrekken"):
        path = f"{TEAM}/uitnodiging/{invitation.pk}/{verb}"
        assert browser.post(path).status_code == status
    invitation.refresh_from_db()
    assert invitation.is_open
    assert Membership.objects.get(pk=cast.anouk.member.pk).roles == [Role.COUNSELOR]  # type: ignore[union-attr]


def test_members_and_invitations_of_another_desk_do_not_exist(cast: Cast) -> None:
    browser = cast.mila.browser()
    foreign = Invitation.objects.create(
        desk=cast.zwolle,
        email="n@example.nl",
        name="N",
        roles=[Role.COUNSELOR],
        organisation=factories.OrganisationFactory(),
        invited_by=cast.chaima.user,
    )
    theirs = cast.chaima.member
    assert theirs is not None
    pairs = [
        (f"{TEAM}/{theirs.pk}", f"{TEAM}/999999"),
        (f"{TEAM}/{theirs.pk}/beeindigen", f"{TEAM}/999999/beeindigen"),
        (f"{TEAM}/uitnodiging/{foreign.pk}/opnieuw", f"{TEAM}/uitnodiging/999999/opnieuw"),
        (f"{TEAM}/uitnodiging/{foreign.pk}/intrekken", f"{TEAM}/uitnodiging/999999/intrekken"),
    ]
    for real, made_up in pairs:
        one, other = browser.post(real, {"roles": "manager"}), browser.post(made_up)
        assert one.status_code == other.status_code == 404
        assert one.content == other.content
    foreign.refresh_from_db()
    assert foreign.is_open
    assert browser.get(f"{TEAM}/99999999999999999999").status_code == 404


def test_roles_employer_and_last_day_change_and_leave_a_row(cast: Cast) -> None:
    day = timezone.localdate() + timedelta(days=30)
    form = _form(
        cast.anouk, roles=["counselor", "reception"], organisation="Roc Nieuw", ends_on=day
    )
    done = cast.mila.browser().post(_page(cast.anouk), form)
    assert done["Location"] == TEAM
    member = Membership.objects.select_related("organisation").get(pk=cast.anouk.member.pk)  # type: ignore[union-attr]
    assert set(member.roles) == {Role.COUNSELOR, Role.RECEPTION}
    assert (member.organisation.name, member.ends_on) == ("Roc Nieuw", day)
    with at_desk(cast.utrecht.pk):
        row = Entry.objects.get(action="membership.changed")
    assert row.changed_fields == ["ends_on", "organisation", "roles"]
    assert (row.actor_id, row.object_id) == (cast.mila.member.pk, member.pk)  # type: ignore[union-attr]


def test_an_employer_is_one_row_however_it_is_typed(cast: Cast) -> None:
    known = factories.OrganisationFactory(name="Gemeente Groot")
    form = _form(cast.anouk, organisation="  gemeente   GROOT ")
    cast.mila.browser().post(_page(cast.anouk), form)
    assert Membership.objects.get(pk=cast.anouk.member.pk).organisation == known  # type: ignore[union-attr]


def test_the_employers_of_other_desks_are_not_offered(cast: Cast) -> None:
    factories.OrganisationFactory(name="Geheim BV")
    Membership.objects.filter(desk=cast.zwolle).update(
        organisation=factories.OrganisationFactory(name="Gemeente Zwolle")
    )
    page = cast.mila.browser().get(f"{TEAM}/uitnodigen").content.decode()
    assert "Gemeente Voorbeeld" in page
    assert "Geheim BV" not in page
    assert "Gemeente Zwolle" not in page


def test_two_managers_do_not_overwrite_each_other(cast: Cast) -> None:
    second = _second_manager(cast)
    first_form = _form(cast.anouk, roles=["counselor", "reception"])
    second_form = _form(cast.anouk, organisation="Roc Anders", roles=["counselor", "privacy"])
    assert cast.mila.browser().post(_page(cast.anouk), first_form).status_code == 302
    conflict = second.browser().post(_page(cast.anouk), second_form)
    assert conflict.status_code == 409
    words = main_of(conflict)
    assert "Een collega heeft dit net veranderd" in words
    assert "Roc Anders" in words
    assert "Receptie, Adviseur" in words
    member = Membership.objects.get(pk=cast.anouk.member.pk)  # type: ignore[union-attr]
    assert member.organisation.name == "Gemeente Voorbeeld"

    # Nothing is lost: what was typed stands in the form, and the next save counts.
    form = conflict.context["form"]
    assert form["roles"].value() == ["counselor", "privacy"]
    again = {**second_form, "seen": form["seen"].value()}
    assert second.browser().post(_page(cast.anouk), again).status_code == 302
    member.refresh_from_db()
    assert set(member.roles) == {Role.COUNSELOR, Role.PRIVACY}


def test_a_form_without_its_mark_writes_nothing(cast: Cast) -> None:
    form = _form(cast.anouk, roles=["manager"], seen="")
    assert cast.mila.browser().post(_page(cast.anouk), form).status_code == 409
    assert Membership.objects.get(pk=cast.anouk.member.pk).roles == [Role.COUNSELOR]  # type: ignore[union-attr]


def test_nobody_gives_herself_roles(cast: Cast) -> None:
    form = _form(cast.mila, roles=["manager", "counselor"])
    response = cast.mila.browser().post(_page(cast.mila), form)
    assert "Je kunt je eigen rollen niet veranderen" in main_of(response)
    assert Membership.objects.get(pk=cast.mila.member.pk).roles == [Role.MANAGER]  # type: ignore[union-attr]


def test_nobody_ends_her_own_work(cast: Cast) -> None:
    _second_manager(cast)
    response = cast.mila.browser().post(f"{_page(cast.mila)}/beeindigen")
    assert response.status_code == 409
    assert cast.mila.browser().get(TEAM).status_code == 200


def test_the_last_manager_stays(cast: Cast) -> None:
    second = _second_manager(cast)
    browser = second.browser()
    assert browser.post(f"{_page(cast.mila)}/beeindigen").status_code == 302
    # Now Roos is the last one, and Mila is gone.
    assert cast.mila.browser().get(TEAM).status_code == 404
    assert second.member is not None
    with pytest.raises(Exception, match="laatste manager"):
        _as(cast.anouk, lambda by: end_membership(second.member, by=by))


def test_the_last_manager_may_stay_longer_and_not_shorter(cast: Cast) -> None:
    assert cast.mila.member is not None
    today = timezone.localdate()
    Membership.objects.filter(pk=cast.mila.member.pk).update(ends_on=today + timedelta(days=30))
    browser = cast.mila.browser()
    for days, status in ((10, 200), (90, 302)):
        form = _form(cast.mila, ends_on=today + timedelta(days=days))
        assert browser.post(_page(cast.mila), form).status_code == status
    assert browser.post(_page(cast.mila), _form(cast.mila, ends_on="")).status_code == 302
    assert Membership.objects.get(pk=cast.mila.member.pk).ends_on is None


def test_the_last_manager_keeps_the_role_and_gets_no_last_day(cast: Cast) -> None:
    day = timezone.localdate() + timedelta(days=30)
    own = cast.mila.browser().post(_page(cast.mila), _form(cast.mila, ends_on=day))
    assert "Dit is de laatste manager" in main_of(own)

    # Also for a colleague who would do it for her.
    mila = cast.mila.member
    assert mila is not None
    for roles, ends_on in ((["counselor"], None), (["manager"], day)):
        with pytest.raises(Exception, match="laatste manager"):
            _as(
                cast.anouk,
                lambda by, roles=roles, ends_on=ends_on: change_membership(
                    mila,
                    by=by,
                    seen=_form(cast.mila)["seen"],
                    roles=roles,
                    organisation="UWV",
                    ends_on=ends_on,
                ),
            )


def test_a_manager_who_leaves_earlier_does_not_count(cast: Cast) -> None:
    soon = timezone.localdate() + timedelta(days=3)
    later = timezone.localdate() + timedelta(days=30)
    second = _second_manager(cast, ends_on=soon)
    response = second.browser().post(_page(cast.mila), _form(cast.mila, ends_on=later))
    assert "Dit is de laatste manager" in main_of(response)


def test_a_member_who_has_left_is_not_changed(cast: Cast) -> None:
    response = cast.mila.browser().post(_page(cast.eva), _form(cast.eva, ends_on=""))
    assert "werkt hier niet meer" in main_of(response)
    again = cast.mila.browser().post(f"{_page(cast.eva)}/beeindigen")
    assert again.status_code == 409


def test_ending_is_asked_first_and_stays_in_the_list(cast: Cast) -> None:
    browser = cast.mila.browser()
    question = browser.get(f"{_page(cast.anouk)}/beeindigen")
    assert "Het werk van Anouk Vermeer hier beëindigen?" in main_of(question)
    assert browser.get(_page(cast.anouk)).status_code == 200
    browser.post(f"{_page(cast.anouk)}/beeindigen")
    member = Membership.objects.get(pk=cast.anouk.member.pk)  # type: ignore[union-attr]
    assert member.ends_on == timezone.localdate()
    assert member.ended_at is not None
    assert not member.is_active_on(timezone.localdate())
    assert "Anouk Vermeer" in main_of(browser.get(TEAM)).split("Werkte hier")[1]
    with at_desk(cast.utrecht.pk):
        assert Entry.objects.filter(action="membership.ended", object_id=member.pk).exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"roles": []},
        {"roles": ["administrator"]},
        {"roles": ["counselor", "x" * 100_000]},
        {"organisation": ""},
        {"organisation": "\x00"},
        {"organisation": "a" * 1_000_000},
        {"ends_on": "2020-01-01"},
        {"ends_on": "9999-12-31"},
        {"ends_on": "geen dag"},
    ],
)
def test_bad_input_is_refused_in_words(cast: Cast, changes: dict[str, Any]) -> None:
    response = cast.mila.browser().post(_page(cast.anouk), _form(cast.anouk, **changes))
    assert response.status_code == 200
    assert "error-summary" in response.content.decode()


def test_fields_that_the_form_does_not_have_change_nothing(cast: Cast) -> None:
    extra = {
        "desk": cast.zwolle.pk,
        "desk_id": cast.zwolle.pk,
        "user": cast.chaima.user.pk,
        "user_id": cast.chaima.user.pk,
        "starts_on": "2000-01-01",
        "ended_at": "2000-01-01",
        "is_demo": "1",
        "national_roles": "administrator",
    }
    before = Membership.objects.values().get(pk=cast.anouk.member.pk)  # type: ignore[union-attr]
    cast.mila.browser().post(_page(cast.anouk), _form(cast.anouk, **extra))
    assert Membership.objects.values().get(pk=cast.anouk.member.pk) == before  # type: ignore[union-attr]


def test_the_team_costs_the_same_for_ten_and_a_hundred(cast: Cast, queries: Any) -> None:
    def count() -> int:
        with queries() as seen:
            assert cast.mila.browser().get(TEAM).status_code == 200
        return len(seen)

    few = count()
    for number in range(100):
        user = factories.UserFactory(name=f"Mens {number}", email=f"mens{number}@example.nl")
        factories.MembershipFactory(user=user, desk=cast.utrecht)
    assert count() == few


def _as(somebody: Somebody, act: Any) -> None:
    """As if a counselor had got past the view: the rule stands in the action."""
    assert somebody.member is not None
    with somebody.at_work():
        act(somebody.member)
