"""My desk."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from advice.models import AdviceSession, NextStep
from loketten.audit.models import Entry
from tests import factories
from tests.cast import Cast, Somebody
from tests.questions import interest
from tests.vacancies.places import online
from tests.workplace.full_day import HEADINGS, fill_day
from tests.workplace.stories import number_of
from vacancies.actions.visits import Visit, log_visit
from vacancies.models import Employer, Vacancy


def day_of(somebody: Somebody) -> str:
    answer = somebody.browser().get(f"/bureau/{somebody.member.desk.slug}")
    assert answer.status_code == 200
    return answer.content.decode()


def _steps(cast: Cast, *days: int) -> None:
    """Open steps of Anouk, each so many days from today; the cast's own are cleared away."""
    with cast.anouk.at_work():
        NextStep.objects.all().delete()
        for number in days:
            talk = factories.AdviceSessionFactory(
                file=cast.files["utrecht"], counselor=cast.anouk.member
            )
            factories.NextStepFactory(
                file=cast.files["utrecht"],
                session=talk,
                owner=cast.anouk.member,
                what=f"Stap van dag {number}",
                due_on=timezone.localdate() + timedelta(days=number),
            )


# A Tuesday: Sunday is five days ahead.
@time_machine.travel("2026-11-24 11:00+01:00", tick=True)
def test_it_shows_what_is_late_for_today_and_for_this_week(cast: Cast) -> None:
    _steps(cast, -3, 0, 5, 6)
    html = day_of(cast.anouk)
    assert "Dinsdag 24 november" in html
    assert "Eén stap is te laat. Eén stap is voor vandaag." in html
    assert "3 dagen te laat" in html
    places = [html.index(f"Stap van dag {number}<") for number in (-3, 0, 5)]
    assert places == sorted(places)
    assert "Stap van dag 6<" not in html
    assert cast.files["utrecht"].client.name in html


def test_a_finished_step_moves_to_what_is_done_today(cast: Cast) -> None:
    _steps(cast, 0)
    with cast.anouk.at_work():
        step = NextStep.objects.get()
    browser = cast.anouk.browser()
    html = browser.post(
        f"/bureau/utrecht/stappen/{step.pk}/klaar", {"back": "day"}, follow=True
    ).content.decode()
    assert "Vandaag klaar" in html
    assert "Toch niet klaar" in html


def test_steps_of_colleagues_and_of_withdrawn_talks_are_not_hers(cast: Cast) -> None:
    _steps(cast, 0)
    assert "Stap van dag 0" not in day_of(cast.bas)
    with cast.mila.at_work():
        AdviceSession.objects.update(
            withdrawn_at=timezone.now(), withdrawn_by=cast.mila.member, withdrawn_because="Dubbel"
        )
    assert "Stap van dag 0" not in day_of(cast.anouk)


def test_files_that_she_opened_stand_last_first(cast: Cast) -> None:
    _steps(cast)
    with cast.anouk.at_work():
        files = [factories.ClientFileFactory(owner=cast.bas.member) for _ in range(7)]
    browser = cast.anouk.browser()
    for file in files:
        browser.get(f"/bureau/utrecht/klanten/{number_of(file)}")
    browser.get(f"/bureau/utrecht/klanten/{number_of(files[0])}")
    html = day_of(cast.anouk)
    shown = [file for file in files if number_of(file) in html]
    assert set(shown) == {files[0], *files[3:]}
    assert html.index(number_of(files[0])) < html.index(number_of(files[6]))
    assert number_of(files[6]) not in day_of(cast.bas)


@pytest.mark.parametrize(
    ("who", "there", "absent"),
    [
        ("anouk", ["Beloofd", "Nieuwe klant", "Leg gesprek vast"], ["/team", "/inzage"]),
        ("bram", ["Nieuwe klant", "Zoek een klant"], ["Beloofd", "/team", "/inzage", "Laatst"]),
        ("mila", ["/team", "/instellingen", "/inzage", "Nieuwe klant"], ["Beloofd"]),
        ("priya", ["/inzage"], ["Beloofd", "Nieuwe klant", "/team", "find-client"]),
    ],
)
def test_everybody_sees_what_her_rights_allow(
    cast: Cast, who: str, there: list[str], absent: list[str]
) -> None:
    html = day_of(getattr(cast, who))
    assert [text for text in there if text not in html] == []
    assert [text for text in absent if text in html] == []


def test_the_sections_about_places_name_what_waits_for_whom(cast: Cast) -> None:
    """A vacancy that ends, a promise to a company, and interest in a place by its title."""
    today = timezone.localdate()
    with cast.anouk.at_work():
        for owner, title, days in (
            (cast.anouk, "Bijna voorbij", 3),
            (cast.anouk, "Nog lang", 50),
            (cast.bas, "Van Bas", 3),
        ):
            online(owner, title=title, apply_by=today + timedelta(days=days))
        employer = Employer.objects.first()
        for step, due_on in (("Bel de bakker", today), ("Volgend jaar", today + timedelta(300))):
            said = Visit(
                on=today,
                channel_id="channel.phone",
                contact_id=None,
                summary="Gebeld.",
                next_step=step,
                due_on=due_on,
            )
            log_visit(employer, said, by=cast.anouk.member, key=uuid.uuid4())
        interest(Vacancy.objects.get(title="Nog lang").public_id)
    html = day_of(cast.anouk)
    needs_her = html.partition("Vacatures die jou nodig hebben")[2].partition("</section>")[0]
    assert "Bijna voorbij" in needs_her
    assert [title for title in ("Nog lang", "Van Bas") if title in needs_her] == []
    assert "Bel de bakker" in html
    assert "Volgend jaar" not in html
    assert "Interesse in: Nog lang" in html
    assert "Yusuf" not in html, "the name of a visitor stands behind the link"
    html = day_of(cast.bas)
    assert "Van Bas" in html
    assert "Bel de bakker" not in html


def test_one_row_names_the_clients_that_were_shown(cast: Cast) -> None:
    _steps(cast, 0, 0)
    day_of(cast.anouk)
    with cast.anouk.at_work():
        row = Entry.objects.get(actor_id=cast.anouk.member.pk)
        assert (row.action, row.shown_ids) == ("day.viewed", [cast.files["utrecht"].client_id])


def test_a_day_without_names_leaves_no_row(cast: Cast) -> None:
    _steps(cast)
    day_of(cast.anouk)
    day_of(cast.priya)
    with cast.anouk.at_work():
        assert not Entry.objects.exists()


def test_a_stranger_gets_the_answer_of_a_desk_that_does_not_exist(cast: Cast) -> None:
    for somebody in (cast.chaima, cast.eva, cast.dirk, cast.otto):
        browser = somebody.browser()
        answers = [browser.get("/bureau/utrecht"), browser.get("/bureau/atlantis")]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content


@pytest.mark.parametrize("number", [10, 100])
def test_a_full_day_of_every_role_at_once_takes_ten_queries(
    cast: Cast, queries: Any, number: int
) -> None:
    fill_day(cast, number)
    browser = cast.anouk.browser()
    browser.get("/bureau/utrecht")  # at most once a minute the sign-in is made to last
    with queries() as seen:
        html = browser.get("/bureau/utrecht").content.decode()
    assert [heading for heading in HEADINGS if heading not in html] == []
    assert html.count("Zet op klaar") >= 2 * number, "hers, and those of Bas"
    assert len(seen) <= 10, "\n".join(seen)


def test_two_desks_in_two_tabs_stay_apart(cast: Cast) -> None:
    browser = cast.dina.browser()
    utrecht = browser.get("/bureau/utrecht").content.decode()
    zwolle = browser.get("/bureau/zwolle").content.decode()
    assert "Leerwerkloket Utrecht" in utrecht
    assert "Leerwerkloket Zwolle" in zwolle
    assert "/bureau/zwolle" not in utrecht
    assert "/bureau/utrecht" not in zwolle
