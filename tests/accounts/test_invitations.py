"""Invitations: who may send one, who may take one up, and what a dead link says."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db.models.functions import Now
from django.test import Client as Browser
from django.utils import timezone
from time_machine import travel

from loketten.accounts.actions.accept import LinkIsDead, accept_as, accept_with_new_account
from loketten.accounts.models import Invitation, Membership, Token, User
from loketten.accounts.rights import Role
from loketten.audit.models import Entry, Outbox
from loketten.tenancy.context import at_desk
from tests.accounts.doors import PASSWORD, deliver, link_in, main_of, sign_in, somebody
from tests.cast import Cast

FORM = {
    "name": "Nora Timmer",
    "email": "nora@example.nl",
    "roles": ["counselor"],
    "organisation": "UWV",
}
INVITE = "/bureau/utrecht/team/uitnodigen"


def _invite(cast: Cast, **changes: Any) -> EmailMultiAlternatives:
    response = cast.mila.browser().post(INVITE, {**FORM, **changes})
    assert response["Location"] == "/bureau/utrecht/team"
    (message,) = deliver()
    return message


def _accept(link: str, **changes: str) -> tuple[Browser, Any]:
    browser = Browser()
    form = {"name": "Nora Timmer", "password": PASSWORD, **changes}
    return browser, browser.post(link, form)


def test_a_manager_invites_and_the_mail_says_little(cast: Cast) -> None:
    message = _invite(cast)
    assert message.to == ["nora@example.nl"]
    assert message.cc == message.bcc == []
    assert message.subject == "Je uitnodiging voor het portaal"
    assert message.reply_to == [cast.utrecht.email]
    text, html = str(message.body), str(message.alternatives[0].content)  # type: ignore[union-attr]
    for body in (text, html):
        assert cast.utrecht.display_name in body
        assert cast.utrecht.phone in body
        assert "/account/uitnodiging/" in body
    assert "src=" not in html
    assert set(re.findall(r"https?://[^\"<\s]+", html)) == {
        f"http://localhost:8000{link_in(message)}"
    }


def test_the_secret_stands_in_the_mail_alone(cast: Cast) -> None:
    secret = link_in(_invite(cast)).rsplit("/", 1)[-1]
    assert len(secret) >= 43
    token = Token.objects.get()
    assert secret not in str(vars(token))
    with at_desk(cast.utrecht.pk):
        row = Outbox.objects.get(effect="accounts.invitation")
    assert row.arguments == {"invitation_id": token.object_id}


def test_each_step_leaves_a_row_in_the_log_of_the_desk(cast: Cast) -> None:
    _accept(link_in(_invite(cast)))
    with at_desk(cast.utrecht.pk):
        steps = Entry.objects.filter(action__startswith="invitation").order_by("id")
        actions = list(steps.values_list("action", flat=True))
    assert actions == ["invitation.sent", "invitation.accepted"]


def test_a_newcomer_makes_an_account_and_goes_on_to_the_second_step(cast: Cast) -> None:
    link = link_in(_invite(cast, ends_on="2030-12-31"))
    page = Browser().get(link)
    assert "nora@example.nl" in main_of(page)
    assert "Adviseur" in main_of(page)
    assert 'value="Nora Timmer"' in page.content.decode()

    browser, done = _accept(link, name="Nora de Timmer")
    assert done["Location"] == "/bureau/utrecht"
    assert browser.get("/bureau/utrecht")["Location"].startswith("/account/veilig")
    user = User.objects.get(email="nora@example.nl")
    assert (user.name, user.language, user.national_roles) == ("Nora de Timmer", "nl", [])
    member = Membership.objects.get(user=user)
    assert (member.desk, member.roles) == (cast.utrecht, [Role.COUNSELOR])
    assert member.organisation.name == "UWV"
    assert str(member.ends_on) == "2030-12-31"
    assert sign_in(Browser(), user)["Location"] == "/account/start"


def test_looking_does_not_use_the_link_up(cast: Cast) -> None:
    link = link_in(_invite(cast))
    for _ in range(3):
        assert Browser().get(link).status_code == 200
        assert Browser().head(link).status_code == 200
    assert _accept(link)[1].status_code == 302


def test_a_link_works_once(cast: Cast) -> None:
    link = link_in(_invite(cast))
    _accept(link)
    browser, again = _accept(link, name="Iemand Anders")
    assert again.status_code == 410
    assert "De uitnodiging is aangenomen" in main_of(again)
    assert "/account/login" in again.content.decode()
    assert User.objects.filter(email="nora@example.nl").count() == 1
    assert "_auth_user_id" not in browser.session


def test_a_link_dies_after_seven_days_and_says_whom_to_call(cast: Cast) -> None:
    link = link_in(_invite(cast))
    with travel(timezone.now() + timedelta(days=6, hours=23), tick=False):
        assert Browser().get(link).status_code == 200
    with travel(timezone.now() + timedelta(days=7, seconds=1), tick=False):
        page = Browser().get(link)
    assert page.status_code == 410
    assert cast.utrecht.display_name in main_of(page)
    assert "tel:0300000012" in page.content.decode()


def test_an_unknown_link_says_what_to_do_too(db: None) -> None:
    for secret in ("x", "a" * 5000, "%00", "%F0%9F%90%98"):
        page = Browser().get(f"/account/uitnodiging/{secret}")
        assert page.status_code == 404
        assert "Deze link werkt niet meer" in main_of(page)
        assert "tel:" in page.content.decode()


def test_a_withdrawn_link_is_dead(cast: Cast) -> None:
    link = link_in(_invite(cast))
    invitation = Invitation.objects.get()
    cast.mila.browser().post(f"/bureau/utrecht/team/uitnodiging/{invitation.pk}/intrekken")
    assert Browser().get(link).status_code == 410
    assert _accept(link)[1].status_code == 410
    assert not User.objects.filter(email="nora@example.nl").exists()


def test_a_withdrawn_invitation_is_not_mailed_any_more(cast: Cast) -> None:
    cast.mila.browser().post(INVITE, FORM)
    invitation = Invitation.objects.get()
    cast.mila.browser().post(f"/bureau/utrecht/team/uitnodiging/{invitation.pk}/intrekken")
    assert deliver() == []


def test_a_new_link_kills_the_old_one(cast: Cast) -> None:
    old = link_in(_invite(cast))
    invitation = Invitation.objects.get()
    cast.mila.browser().post(f"/bureau/utrecht/team/uitnodiging/{invitation.pk}/opnieuw")
    assert Browser().get(old).status_code == 410
    (message,) = deliver()
    new = link_in(message)
    assert new != old
    assert Browser().get(old).status_code == 410
    assert Browser().get(new).status_code == 200


def test_a_mail_that_leaves_twice_carries_one_link(cast: Cast) -> None:
    first = _invite(cast)
    with at_desk(cast.utrecht.pk):
        row = Outbox.objects.get(effect="accounts.invitation")
        Token.objects.all().delete()  # the worker died before it could commit
        Outbox.objects.filter(pk=row.pk).update(delivered_at=None, next_try_at=Now())
    (second,) = deliver()
    assert link_in(second) == link_in(first)
    assert second.extra_headers["Message-ID"] == first.extra_headers["Message-ID"]
    assert Browser().get(link_in(first)).status_code == 200


def test_an_existing_account_signs_in_first_and_comes_back(cast: Cast) -> None:
    user = somebody()
    link = link_in(_invite(cast))
    browser = Browser()
    page = browser.get(link)
    assert "Je hebt al een account met nora@example.nl" in main_of(page)
    assert f"/account/login?next={link}" in page.content.decode()
    # A password in the form opens nothing: it is no sign-in.
    browser.post(link, {"name": "x", "password": PASSWORD})
    assert not Membership.objects.filter(user=user).exists()

    assert sign_in(browser, user, next=link)["Location"] == link
    assert "Neem de uitnodiging aan" in main_of(browser.get(link))
    assert browser.post(link)["Location"] == "/bureau/utrecht"
    assert Membership.objects.get(user=user).roles == [Role.COUNSELOR]


def test_somebody_else_cannot_take_it_up(cast: Cast) -> None:
    link = link_in(_invite(cast))
    for thief in (cast.chaima, cast.anouk, cast.otto):
        browser = thief.browser()
        for response in (
            browser.get(link),
            browser.post(link, {"name": "x", "password": PASSWORD}),
        ):
            assert response.status_code == 403
            assert "Deze uitnodiging is voor een ander e-mailadres" in main_of(response)
    assert not Membership.objects.filter(desk=cast.utrecht, user=cast.chaima.user).exists()
    assert not User.objects.filter(email="nora@example.nl").exists()


def test_the_form_cannot_change_desk_address_or_roles(cast: Cast) -> None:
    link = link_in(_invite(cast))
    _accept(
        link,
        email="dief@example.nl",
        desk=str(cast.zwolle.pk),
        desk_id=str(cast.zwolle.pk),
        roles="manager",
        national_roles="administrator",
        is_active="1",
        is_demo="1",
    )
    member = Membership.objects.get(user__email="nora@example.nl")
    assert (member.desk, member.roles) == (cast.utrecht, [Role.COUNSELOR])
    assert (member.user.national_roles, member.user.is_demo) == ([], False)
    assert not User.objects.filter(email="dief@example.nl").exists()


def test_a_token_of_one_desk_never_opens_another(cast: Cast) -> None:
    secret = link_in(_invite(cast)).rsplit("/", 1)[-1]
    Token.objects.update(desk=cast.zwolle)
    with pytest.raises(LinkIsDead):
        accept_with_new_account(secret, name="x", password=PASSWORD, language="nl")
    with pytest.raises(LinkIsDead):
        accept_as(secret, cast.chaima.user)


def test_a_closed_account_is_helped_by_telephone(cast: Cast) -> None:
    user = somebody()
    User.objects.filter(pk=user.pk).update(is_active=False)
    page = Browser().get(link_in(_invite(cast)))
    assert page.status_code == 403
    assert "Het account van dit adres is gesloten" in main_of(page)
    assert "tel:" in page.content.decode()


def test_who_comes_back_gets_the_old_row_again(cast: Cast) -> None:
    member = cast.eva.member
    assert member is not None
    cast.eva.user.set_password(PASSWORD)
    cast.eva.user.save()
    link = link_in(_invite(cast, email=cast.eva.user.email, roles=["reception"]))
    browser = Browser()
    browser.force_login(cast.eva.user)
    browser.post(link)
    member.refresh_from_db()
    assert (member.roles, member.ends_on, member.ended_at) == ([Role.RECEPTION], None, None)
    assert member.starts_on == timezone.localdate()


def test_an_offer_whose_last_day_has_passed_is_dead(cast: Cast) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    link = link_in(_invite(cast, ends_on=tomorrow.isoformat()))
    with travel(timezone.now() + timedelta(days=3), tick=False):
        assert _accept(link)[1].status_code == 410
    assert not User.objects.filter(email="nora@example.nl").exists()


def test_one_open_invitation_an_address(cast: Cast) -> None:
    _invite(cast)
    for spelling in ("nora@example.nl", "NORA@Example.nl"):
        response = cast.mila.browser().post(INVITE, {**FORM, "email": spelling})
        assert "heeft al een uitnodiging" in main_of(response)
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("spelling", ["MILA@example.nl", "mila@example.nl"])
def test_nobody_invites_herself(cast: Cast, spelling: str) -> None:
    response = cast.mila.browser().post(INVITE, {**FORM, "email": spelling})
    assert "Je kunt jezelf geen rollen geven" in main_of(response)
    assert not Invitation.objects.exists()


def test_a_colleague_is_not_invited_twice_and_a_stranger_is_not_betrayed(cast: Cast) -> None:
    colleague = cast.mila.browser().post(INVITE, {**FORM, "email": cast.anouk.user.email})
    assert "Deze collega werkt hier al" in main_of(colleague)
    # Chaima works elsewhere: the answer is the one for somebody without an account.
    browser = cast.mila.browser()
    known = browser.post(INVITE, {**FORM, "email": cast.chaima.user.email})
    unknown = browser.post(INVITE, {**FORM, "email": "niemand@example.nl"})
    assert known["Location"] == unknown["Location"]
    assert known.status_code == unknown.status_code


def _bad(**changes: Any) -> dict[str, Any]:
    return {**FORM, **changes}


@pytest.mark.parametrize(
    "form",
    [
        {},
        _bad(roles=[]),
        _bad(roles=["administrator"]),
        _bad(roles=["counselor", "koning"]),
        _bad(email="geen adres"),
        _bad(email="a\x00@example.nl"),
        _bad(name="\x00"),
        _bad(name="a" * 1_000_000),
        _bad(organisation="  "),
        _bad(ends_on="9999-12-31"),
        _bad(ends_on="2020-01-01"),
        _bad(ends_on="31-02-2027"),
        _bad(ends_on="0001-01-01"),
    ],
)
def test_a_bad_form_is_refused_in_words_and_keeps_what_was_typed(
    cast: Cast, form: dict[str, Any]
) -> None:
    response = cast.mila.browser().post(INVITE, form)
    assert response.status_code == 200
    assert "error-summary" in response.content.decode()
    assert not Invitation.objects.exists()


def test_names_are_kept_as_they_are(cast: Cast) -> None:
    for number, name in enumerate(["’t Hooft-İnan ß", "محمد", "<script>alert(1)</script>"]):
        _invite(cast, name=name, email=f"n{number}@example.nl")
    page = cast.mila.browser().get("/bureau/utrecht/team").content.decode()
    assert "’t Hooft-İnan ß" in page
    assert "محمد" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_new_account_needs_a_name_and_a_good_password(cast: Cast) -> None:
    link = link_in(_invite(cast))
    for changes in (
        {"name": ""},
        {"name": "\x00"},
        {"password": "kort"},
        {"password": "nora@example.nl"},
        {"password": "noratimmernora", "name": "Nora Timmer"},
        {"password": "a" * 1_000_000},
    ):
        response = _accept(link, **changes)[1]
        assert response.status_code == 200
        assert "error-summary" in response.content.decode()
    assert not User.objects.filter(email="nora@example.nl").exists()


def test_who_tries_many_links_has_to_wait(db: None) -> None:
    browser = Browser(REMOTE_ADDR="203.0.113.9")
    statuses = {browser.get(f"/account/uitnodiging/x{number}").status_code for number in range(31)}
    assert statuses == {404, 429}
