"""My files and the agenda: the caseload of one counselor."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from advice.models import AdviceSession, NextStep, SessionTheme
from clients.models import ClientFile
from loketten.audit.models import Entry
from tests import factories
from tests.cast import Cast
from tests.workplace.stories import number_of

PAGE = "/bureau/utrecht/mijn-dossiers"


def shown(cast: Cast, query: str = "") -> str:
    answer = cast.anouk.browser().get(f"{PAGE}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def silence(cast: Cast) -> list[ClientFile]:
    """Her three files: long silent, long silent with an appointment, and one of today."""
    # By the clock on the wall, also when summer time ended in between.
    old = timezone.localtime() - timedelta(days=settings.SILENT_AFTER_DAYS + 5)
    with cast.anouk.at_work():
        files = list(ClientFile.objects.select_related("client").order_by("pk"))
        ClientFile.objects.update(opened_on=old.date(), asked_on=old.date())
        AdviceSession.objects.exclude(file=files[2]).update(held_at=old)
        factories.PlannedTalkFactory(
            file=files[1],
            counselor=cast.anouk.member,
            at=timezone.now() + timedelta(days=3),
            remark="In de bibliotheek",
        )
    return files


def test_silent_is_who_has_no_talk_and_no_appointment(cast: Cast) -> None:
    files = silence(cast)
    html = shown(cast, "?show=silent")
    assert [number_of(file) in html for file in files] == [True, False, False]
    day = cast.anouk.browser().get("/bureau/utrecht").content.decode()
    assert f"{settings.SILENT_AFTER_DAYS + 5} dagen" in day
    assert "Lang niets gehoord" not in cast.bas.browser().get("/bureau/utrecht").content.decode()


def test_a_withdrawn_talk_breaks_no_silence(cast: Cast) -> None:
    files = silence(cast)
    with cast.anouk.at_work():
        factories.AdviceSessionFactory(
            file=files[0],
            counselor=cast.anouk.member,
            withdrawn_at=timezone.now(),
            withdrawn_by=cast.mila.member,
            withdrawn_because="Dubbel",
        )
    assert number_of(files[0]) in shown(cast, "?show=silent")


def test_filters_stand_in_the_address_and_go_together(cast: Cast) -> None:
    with cast.anouk.at_work():
        first, second, third = ClientFile.objects.select_related("client").order_by("pk")
        NextStep.objects.filter(file=first).update(due_on=timezone.localdate())
        NextStep.objects.filter(file=second).update(due_on=timezone.localdate())
        SessionTheme.objects.filter(session__file=second).update(theme="theme.bbl")
    html = shown(cast, "?show=due")
    assert [number_of(file) in html for file in (first, second, third)] == [True, True, False]
    html = shown(cast, "?show=due&theme=theme.bbl")
    assert [number_of(file) in html for file in (first, second, third)] == [False, True, False]
    assert "?show=silent&amp;theme=theme.bbl" in html


def test_files_of_colleagues_and_other_desks_are_not_hers(cast: Cast) -> None:
    with cast.bas.at_work():
        other = factories.ClientFileFactory(owner=cast.bas.member)
    html = shown(cast)
    assert number_of(other) not in html
    assert "CNRYZW" not in html


def test_what_is_unknown_is_said(cast: Cast) -> None:
    html = shown(cast, "?show=x&theme=y&page=99")
    assert "Dit filter kennen we niet." in html
    assert "Dit thema kennen we niet." in html
    assert "Deze bladzijde bestaat niet." in html or "pagina bestaat niet" in html


def test_one_row_names_who_was_shown(cast: Cast) -> None:
    shown(cast)
    with cast.anouk.at_work():
        clients = sorted(ClientFile.objects.values_list("client_id", flat=True))
        assert Entry.objects.get(action="client.listed").shown_ids == clients


@pytest.mark.parametrize("number", [1, 15])
@pytest.mark.parametrize("place", ["mijn-dossiers", "mijn-dossiers?show=silent", "agenda"])
def test_the_number_of_queries_does_not_grow(
    cast: Cast, queries: Any, place: str, number: int
) -> None:
    with cast.anouk.at_work():
        for _ in range(number):
            file = factories.ClientFileFactory(
                owner=cast.anouk.member, asked_on="2020-01-01", opened_on="2020-01-01"
            )
            if place == "agenda":
                factories.PlannedTalkFactory(
                    file=file,
                    counselor=cast.anouk.member,
                    at=timezone.now() + timedelta(hours=1),
                )
    browser = cast.anouk.browser()
    with queries() as seen:
        html = browser.get(f"/bureau/utrecht/{place}").content.decode()
    assert html.count("row__title") >= number
    assert len(seen) <= 8, "\n".join(seen)


def test_the_agenda_holds_what_is_to_come_and_only_her_own(cast: Cast) -> None:
    silence(cast)
    assert (
        "In de bibliotheek" in cast.anouk.browser().get("/bureau/utrecht/agenda").content.decode()
    )
    assert (
        "Er is niets gepland" in cast.bas.browser().get("/bureau/utrecht/agenda").content.decode()
    )
