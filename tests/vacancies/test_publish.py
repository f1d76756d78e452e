"""A place goes online when it is whole and recognised, and stays there until its last day."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from loketten.accounts.changes import ChangedMeanwhile, HasGone, OtherWithKey
from loketten.audit.models import Entry
from loketten.kit.bsn import LooksLikeBsn
from loketten.kit.errors import DomainError
from loketten.tenancy.models import Qualification
from tests.cast import Cast
from tests.vacancies.places import columns_of, draft_of, employer_of, online, recognised
from vacancies.actions import drafts
from vacancies.actions.drafts import edit_vacancy, save_draft
from vacancies.actions.employers import Company, HasPlacesOnline, archive_employer, edit_employer
from vacancies.actions.listing import listing_columns
from vacancies.actions.online import EmployerIsArchived, LastDayHasPassed, NotRecognised, NotWhole
from vacancies.actions.publish import (
    IsNotOnline,
    close_vacancy,
    publish_vacancy,
    refresh_vacancy,
    reopen_vacancy,
)
from vacancies.actions.recognitions import Terms, edit_recognition
from vacancies.choices import ClosedHow
from vacancies.models import Listing, Recognition, Vacancy
from vacancies.readiness import Next, ahead_of
from vacancies.terms import Until, last_day_online

TODAY = date(2026, 3, 2)


def _written() -> list[str]:
    return list(
        Entry.objects.filter(object_kind="vacancies.vacancy")
        .order_by("id")
        .values_list("action", flat=True)
    )


def _listing(vacancy: Vacancy) -> Listing:
    return Listing.objects.get(public_id=vacancy.public_id)


@pytest.mark.parametrize(
    ("apply_by", "recognised_until", "day", "because"),
    [
        (None, None, date(2026, 5, 1), Until.REFRESHED),
        (date(2026, 4, 1), date(2026, 4, 2), date(2026, 4, 1), Until.APPLY_BY),
        (date(2026, 6, 1), date(2026, 4, 2), date(2026, 4, 2), Until.RECOGNITION),
        (date(2026, 6, 1), date(2026, 6, 2), date(2026, 5, 1), Until.REFRESHED),
    ],
)
def test_the_first_of_three_days_is_the_last_one_online(
    apply_by: date | None, recognised_until: date | None, day: date, because: Until
) -> None:
    last = last_day_online(refreshed_on=TODAY, apply_by=apply_by, recognised_until=recognised_until)
    assert last == (day, because)


def test_a_draft_may_be_half_filled_in_and_says_what_is_missing(cast: Cast) -> None:
    nothing: dict[str, Any] = {
        "title": "",
        "occupation_id": None,
        "route_id": None,
        "qualification_id": None,
        "tasks": "",
        "learning": "",
        "hours_from": None,
        "hours_to": None,
        "postcode": "",
        "city": "",
    }
    with cast.anouk.at_work():
        vacancy = draft_of(cast.anouk, **nothing)
        with pytest.raises(NotWhole) as refused:
            publish_vacancy(vacancy, by=cast.anouk.member, version=1)
        assert set(refused.value.fields) == {
            "title", "occupation", "sector", "route", "tasks", "learning", "hours_from",
            "hours_to", "postcode", "city",
        }  # fmt: skip
        assert not Listing.objects.filter(public_id=vacancy.public_id).exists()
        assert ahead_of(vacancy, today=timezone.localdate()).step == Next.FILL_IN


def test_an_mbo_route_asks_for_its_qualification(cast: Cast) -> None:
    with cast.anouk.at_work():
        vacancy = draft_of(cast.anouk, qualification_id=None)
        with pytest.raises(NotWhole) as refused:
            publish_vacancy(vacancy, by=cast.anouk.member, version=1)
        assert refused.value.fields == ["qualification"]


def test_publishing_writes_the_listing_and_one_line_in_the_log(cast: Cast) -> None:
    with cast.anouk.at_work():
        vacancy = online(cast.anouk)
        listing = _listing(vacancy)
        assert _written() == ["vacancy.drafted", "vacancy.published"]
    assert listing.slug == f"leerling-timmerman-{vacancy.public_id.hex[:8]}"
    assert (listing.employer_name, listing.region_id) == ("Bouwbedrijf De Eik", "AM13")
    assert (listing.municipality_id, listing.ended_on) == ("GM0153", None)
    assert listing.lat
    assert listing.lon
    assert listing.expires_on == vacancy.expires_on
    # What follows from occupation and qualification is filled in.
    assert (listing.sector_id, listing.mbo_level) == ("sector.technology", 3)
    assert list(Listing.objects.live(timezone.localdate()).filter(pk=listing.pk)) == [listing]


def test_a_listing_says_what_its_vacancy_says(cast: Cast) -> None:
    """Also for rows that are written in bulk: the rule is one function."""
    with cast.anouk.at_work():
        vacancy = online(cast.anouk, postcode="1000 XX")
        listing = _listing(vacancy)
        wanted = listing_columns(vacancy)
        assert {name: getattr(listing, name) for name in wanted} == wanted
        assert (listing.municipality_id, listing.lat) == (None, None)


def test_a_double_press_publishes_once(cast: Cast) -> None:
    with cast.anouk.at_work():
        vacancy = online(cast.anouk)
        again = publish_vacancy(vacancy, by=cast.bas.member, version=1)
        assert again.version == vacancy.version
        assert _written().count("vacancy.published") == 1


def test_who_had_another_version_on_screen_looks_again(cast: Cast) -> None:
    with cast.anouk.at_work():
        employer = employer_of(cast.anouk)
        recognised(cast.anouk, employer)
        vacancy = draft_of(cast.anouk, employer)
        edit_vacancy(vacancy, columns_of(cast.bas, title="Anders"), by=cast.bas.member, version=1)
        with pytest.raises(ChangedMeanwhile):
            publish_vacancy(vacancy, by=cast.anouk.member, version=1)
        assert not Listing.objects.filter(public_id=vacancy.public_id).exists()


def test_without_a_recognition_an_mbo_place_stays_offline(cast: Cast) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    with cast.anouk.at_work():
        employer = employer_of(cast.anouk)
        vacancy = draft_of(cast.anouk, employer)
        # Recognised until yesterday, and for something else.
        recognised(cast.anouk, employer, until=yesterday)
        other = Qualification.objects.exclude(pk=vacancy.qualification_id).first()
        Recognition.objects.create(
            employer=employer,
            qualification=other,
            valid_from=yesterday,
            valid_until=yesterday + timedelta(days=900),
        )
        with pytest.raises(NotRecognised):
            publish_vacancy(vacancy, by=cast.anouk.member, version=1)
        assert ahead_of(vacancy, today=timezone.localdate()).step == Next.RECOGNISE
        regional = draft_of(cast.anouk, employer, route_id="route.regional", qualification_id=None)
        assert publish_vacancy(regional, by=cast.anouk.member, version=1).recognition is None


def test_the_recognition_of_another_employer_does_not_count(cast: Cast) -> None:
    with cast.anouk.at_work():
        recognised(cast.anouk, employer_of(cast.anouk, name="Erkend en wel"))
        vacancy = draft_of(cast.anouk)
        with pytest.raises(NotRecognised):
            publish_vacancy(vacancy, by=cast.anouk.member, version=1)


def test_a_place_is_never_online_for_longer_than_its_recognition(cast: Cast) -> None:
    soon = timezone.localdate() + timedelta(days=20)
    with cast.anouk.at_work():
        employer = employer_of(cast.anouk)
        recognition = recognised(cast.anouk, employer, until=soon)
        vacancy = draft_of(cast.anouk, employer)
        vacancy = publish_vacancy(vacancy, by=cast.anouk.member, version=1)
        assert vacancy.expires_on == soon
        assert ahead_of(vacancy, today=timezone.localdate()).last_day == (soon, Until.RECOGNITION)
        _until(recognition, soon - timedelta(days=5), cast)
        assert _listing(vacancy).expires_on == soon - timedelta(days=5)
        _until(recognition, soon + timedelta(days=500), cast)
        expected = timezone.localdate() + timedelta(days=60)
        assert _listing(vacancy).expires_on == expected


def test_a_recognition_that_turns_out_to_be_over_takes_its_places_offline(cast: Cast) -> None:
    today = timezone.localdate()
    with cast.anouk.at_work():
        vacancy = online(cast.anouk)
        kept = online(cast.anouk, route_id="route.regional", qualification_id=None)
        assert vacancy.recognition
        _until(vacancy.recognition, today - timedelta(days=1), cast)
        vacancy.refresh_from_db()
        assert (vacancy.state, vacancy.closed_how) == ("closed", ClosedHow.REVOKED)
        assert _listing(vacancy).ended_on == today
        assert _listing(kept).ended_on is None
        assert _written()[-1] == "vacancy.ended"


def _until(recognition: Recognition, day: date, cast: Cast) -> None:
    recognition.refresh_from_db()
    terms = Terms(
        qualification_id=recognition.qualification_id,
        valid_from=recognition.valid_from,
        valid_until=day,
    )
    edit_recognition(recognition, terms, by=cast.anouk.member, version=recognition.version)


def test_an_edit_of_what_is_online_reaches_the_listing_at_once(cast: Cast) -> None:
    with cast.anouk.at_work():
        vacancy = online(cast.anouk)
        columns = columns_of(cast.anouk, title="Leerling-meubelmaker", postcode="3511 ZZ")
        edit_vacancy(vacancy, columns, by=cast.bas.member, version=vacancy.version)
        listing = _listing(vacancy)
        assert (listing.title, listing.municipality_id) == ("Leerling-meubelmaker", "GM0344")
        # An address that somebody has bookmarked goes on working.
        assert listing.slug.startswith("leerling-timmerman-")


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"title": ""}, NotWhole),
        ({"qualification_id": None}, NotWhole),
        ({"apply_by": date(2020, 1, 1)}, LastDayHasPassed),
        ({"hours_to": 20}, drafts.HoursGoDown),
        ({"pay_to": 20, "pay_per": "hour"}, drafts.PayHasNoStart),
        ({"pay_from": 20}, drafts.PayIsHalf),
        ({"pay_from": 20, "pay_to": 19, "pay_per": "hour"}, drafts.PayGoesDown),
        ({"mbo_level": 1}, drafts.OtherLevel),
        ({"tasks": "Bel 123456782 voor meer."}, LooksLikeBsn),
    ],
)
def test_what_is_online_stays_fit_to_be_there(
    cast: Cast, fields: dict[str, Any], error: type[DomainError]
) -> None:
    with cast.anouk.at_work():
        vacancy = online(cast.anouk)
        before = _listing(vacancy)
        columns = columns_of(cast.anouk, **fields)
        with pytest.raises(error):
            edit_vacancy(vacancy, columns, by=cast.anouk.member, version=vacancy.version)
        assert (_listing(vacancy).title, _listing(vacancy).tasks) == (before.title, before.tasks)


def test_only_a_colleague_of_this_desk_looks_after_a_vacancy(cast: Cast) -> None:
    for stranger in (cast.bram, cast.eva, cast.chaima):
        with cast.anouk.at_work(), pytest.raises(drafts.CannotOwnVacancies):
            draft_of(cast.anouk, owner=stranger.member)


def test_the_same_form_twice_is_one_draft_and_other_words_are_not_swallowed(cast: Cast) -> None:
    key = uuid.uuid4()
    with cast.anouk.at_work():
        employer, by = employer_of(cast.anouk), cast.anouk.member
        first = save_draft(employer, columns_of(cast.anouk), by=by, key=key)
        assert save_draft(employer, columns_of(cast.anouk), by=by, key=key) == first
        with pytest.raises(OtherWithKey):
            save_draft(employer, columns_of(cast.anouk, title="Anders"), by=by, key=key)
        assert Vacancy.objects.filter(employer=employer).count() == 1


def test_still_free_moves_the_last_day_and_takes_the_newest_recognition(cast: Cast) -> None:
    today = timezone.localdate()
    with cast.anouk.at_work():
        employer = employer_of(cast.anouk)
        recognised(cast.anouk, employer, until=today + timedelta(days=30))
        vacancy = draft_of(cast.anouk, employer)
        vacancy = publish_vacancy(vacancy, by=cast.anouk.member, version=1)
        newer = Recognition.objects.create(
            employer=employer,
            qualification_id=vacancy.qualification_id,
            valid_from=today,
            valid_until=today + timedelta(days=900),
        )
        refreshed = refresh_vacancy(vacancy, by=cast.bas.member)
        assert refreshed.expires_on == today + timedelta(days=60)
        assert refreshed.recognition == newer
        assert _listing(vacancy).expires_on == refreshed.expires_on
        assert _listing(vacancy).refreshed_at == refreshed.refreshed_at


def test_closing_ends_the_listing_and_reopening_makes_a_draft(cast: Cast) -> None:
    with cast.anouk.at_work():
        vacancy = online(cast.anouk)
        slug = _listing(vacancy).slug
        closed = close_vacancy(vacancy, by=cast.bas.member, how=ClosedHow.THROUGH_US)
        assert (closed.closed_how, closed.closed_on) == ("through-us", timezone.localdate())
        assert not Listing.objects.live(timezone.localdate()).filter(slug=slug).exists()
        with pytest.raises(drafts.VacancyIsClosed):
            edit_vacancy(closed, columns_of(cast.anouk), by=cast.anouk.member, version=9)
        with pytest.raises(drafts.VacancyIsClosed):
            publish_vacancy(closed, by=cast.anouk.member, version=closed.version)
        with pytest.raises(IsNotOnline):
            refresh_vacancy(closed, by=cast.anouk.member)
        draft = reopen_vacancy(closed, by=cast.anouk.member)
        assert (draft.state, draft.closed_how, draft.closed_on) == ("draft", "", None)
        assert _listing(vacancy).ended_on
        publish_vacancy(draft, by=cast.anouk.member, version=draft.version)
        assert (_listing(vacancy).slug, _listing(vacancy).ended_on) == (slug, None)
        assert _written() == [
            "vacancy.drafted", "vacancy.published", "vacancy.closed", "vacancy.reopened",
            "vacancy.published",
        ]  # fmt: skip


def test_a_draft_that_nobody_needs_can_be_closed(cast: Cast) -> None:
    with cast.anouk.at_work():
        draft = draft_of(cast.anouk, title="", tasks="")
        assert close_vacancy(draft, by=cast.anouk.member, how=ClosedHow.STOPPED).state == "closed"


def test_an_archived_employer_gets_no_places_and_one_with_places_stays(cast: Cast) -> None:
    with cast.anouk.at_work():
        vacancy = online(cast.anouk)
        with pytest.raises(HasPlacesOnline):
            archive_employer(vacancy.employer, by=cast.anouk.member)
        close_vacancy(vacancy, by=cast.anouk.member, how=ClosedHow.ELSEWHERE)
        archived = archive_employer(vacancy.employer, by=cast.anouk.member)
        with pytest.raises(EmployerIsArchived):
            save_draft(archived, columns_of(cast.anouk), by=cast.anouk.member, key=uuid.uuid4())


def test_a_new_name_of_the_company_stands_in_its_listings(cast: Cast) -> None:
    with cast.anouk.at_work():
        vacancy = online(cast.anouk)
        company = Company(name="Eik en Zonen")
        edit_employer(vacancy.employer, company, by=cast.anouk.member, version=1)
        assert _listing(vacancy).employer_name == "Eik en Zonen"


def test_zwolle_cannot_publish_for_utrecht(cast: Cast) -> None:
    with cast.anouk.at_work():
        employer = employer_of(cast.anouk)
        recognised(cast.anouk, employer)
        vacancy = draft_of(cast.anouk, employer)
    with cast.chaima.at_work():
        online(cast.chaima)
        with pytest.raises(HasGone):
            publish_vacancy(vacancy, by=cast.chaima.member, version=1)
