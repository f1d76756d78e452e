"""Two people, or one impatient finger, at the same moment: real commits, real locks."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections, transaction
from django.test import Client as Browser
from django.utils import timezone

from loketten.accounts.actions.national import LastAdministrator, end_national_role
from loketten.accounts.actions.thresholds import choose_thresholds
from loketten.accounts.models import Invitation, Membership, User
from loketten.accounts.rights import NationalRole, Role
from loketten.tenancy.models import Threshold
from tests import factories
from tests.accounts.doors import PASSWORD, app_of, code_of, codes_of, deliver, link_in, sign_in
from tests.cast import Cast, Somebody


def _at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    def run(act: Callable[[], Any]) -> Any:
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_a_link_pressed_many_times_lets_in_once(real_cast: Cast) -> None:
    form = {"name": "N", "email": "n@example.nl", "roles": ["counselor"], "organisation": "UWV"}
    real_cast.mila.browser().post("/bureau/utrecht/team/uitnodigen", form)
    (message,) = deliver()
    link = link_in(message)
    answer = {"name": "Nora Timmer", "password": PASSWORD}
    responses = _at_once([lambda: Browser().post(link, answer)] * 8)
    assert sorted(response.status_code for response in responses).count(302) == 1
    assert all(response.status_code in {302, 200, 403, 410} for response in responses)
    assert User.objects.filter(email="n@example.nl").count() == 1
    assert Membership.objects.filter(user__email="n@example.nl").count() == 1


def test_an_invitation_sent_many_times_is_one(real_cast: Cast) -> None:
    form = {"name": "N", "email": "n@example.nl", "roles": ["counselor"], "organisation": "Nieuw"}
    browsers = [real_cast.mila.browser() for _ in range(8)]
    responses = _at_once(
        [lambda one=one: one.post("/bureau/utrecht/team/uitnodigen", form) for one in browsers]
    )
    assert all(response.status_code in {200, 302} for response in responses)
    assert Invitation.objects.count() == 1
    assert len(deliver()) == 1


def test_two_managers_cannot_end_each_other_at_the_same_moment(real_cast: Cast) -> None:
    user = factories.UserFactory(name="Roos Terpstra")
    member = factories.MembershipFactory(user=user, desk=real_cast.utrecht, roles=[Role.MANAGER])
    roos, mila = Somebody(user, member), real_cast.mila
    one, other = roos.browser(), mila.browser()
    assert mila.member is not None
    team = "/bureau/utrecht/team"
    _at_once(
        [
            lambda: one.post(f"{team}/{mila.member.pk}/beeindigen"),  # type: ignore[union-attr]
            lambda: other.post(f"{team}/{member.pk}/beeindigen"),
        ]
    )
    managers = Membership.objects.active().filter(
        desk=real_cast.utrecht, roles__contains=[Role.MANAGER]
    )
    assert managers.count() == 1


def test_one_code_opens_one_of_two_doors(real_cast: Cast) -> None:
    user = real_cast.anouk.user
    user.set_password(PASSWORD)
    user.save()
    secret = app_of(user)
    recovery = codes_of(user)[0]
    for code in (code_of(secret), recovery):
        browsers = [Browser() for _ in range(4)]
        for browser in browsers:
            sign_in(browser, user)
        responses = _at_once(
            [
                lambda one=one, code=code: one.post("/account/tweede-stap", {"code": code})
                for one in browsers
            ]
        )
        assert [response.status_code for response in responses].count(302) == 1


def _meanwhile(first: Callable[[], Any], second: Callable[[], Any]) -> Future[Any]:
    """`second` begins on a connection of its own when `first` is done and not committed yet."""
    with ThreadPoolExecutor(1) as threads, transaction.atomic():
        first()
        answer = threads.submit(_at_once, [second])
        with pytest.raises(TimeoutError):
            answer.result(timeout=0.5)
    return answer


def test_of_two_administrators_the_second_chooses_after_the_first(real_cast: Cast) -> None:
    roos: User = factories.UserFactory(
        name="Roos Terpstra", national_roles=[NationalRole.ADMINISTRATOR]
    )
    chosen = {"team": 7, "public": 12, "valid_from": timezone.localdate()}
    second = _meanwhile(
        lambda: choose_thresholds(by=real_cast.otto.user, **chosen),
        lambda: choose_thresholds(by=roos, **chosen),
    )
    assert second.result() == [[]], "that is what it is already"
    assert Threshold.objects.count() == 2


def test_two_administrators_cannot_end_each_other_at_the_same_moment(real_cast: Cast) -> None:
    roos: User = factories.UserFactory(
        name="Roos Terpstra", national_roles=[NationalRole.ADMINISTRATOR]
    )
    otto, role = real_cast.otto.user, NationalRole.ADMINISTRATOR
    second = _meanwhile(
        lambda: end_national_role(roos, role, by=otto),
        lambda: end_national_role(otto, role, by=roos),
    )
    with pytest.raises(LastAdministrator):
        second.result()
    assert User.objects.filter(national_roles__contains=[role]).get() == otto
