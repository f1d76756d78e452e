"""Employers, who works there, what was said, and for what they are recognised."""

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from loketten.accounts.changes import ChangedMeanwhile, OtherWithKey
from loketten.audit.models import Entry
from loketten.kit.bsn import LooksLikeBsn
from tests.cast import Cast
from tests.vacancies.places import employer_of, recognised
from vacancies.actions import contacts, visits
from vacancies.actions.contacts import Person
from vacancies.actions.employers import (
    Company,
    KvkIsTaken,
    LooksLikeEmployer,
    add_employer,
    archive_employer,
    edit_employer,
    restore_employer,
)
from vacancies.actions.recognitions import EndsBeforeItStarts, RecognisedAlready, Terms
from vacancies.actions.recognitions import add_recognition as add
from vacancies.actions.visits import Visit
from vacancies.models import EarlierVisitText, Employer, EmployerContact, EmployerVisit


def _visit(**fields: object) -> Visit:
    said = {
        "on": timezone.localdate(),
        "channel_id": "channel.phone",
        "contact_id": None,
        "summary": "Twee plekken in het najaar.",
    }
    return Visit(**{**said, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize("typed", ["bouwbedrijf de eik", "Bouwbedijf De Eik", "De Eik Bouwbedrijf"])
def test_a_company_that_the_desk_has_is_shown_first(cast: Cast, typed: str) -> None:
    with cast.anouk.at_work():
        known = employer_of(cast.anouk)
        with pytest.raises(LooksLikeEmployer) as asked:
            add_employer(Company(name=typed), by=cast.bas.member, key=uuid.uuid4())
        assert asked.value.employers == [known]
        added = add_employer(
            Company(name=typed), by=cast.bas.member, key=uuid.uuid4(), is_another=True
        )
        assert added != known


def test_the_company_of_another_desk_is_not_shown(cast: Cast) -> None:
    with cast.chaima.at_work():
        employer_of(cast.chaima, kvk="12345678")
    with cast.anouk.at_work():
        company = Company(name="Bouwbedrijf De Eik", kvk="12345678")
        assert add_employer(company, by=cast.anouk.member, key=uuid.uuid4())


def test_one_kvk_number_is_one_company(cast: Cast) -> None:
    with cast.anouk.at_work():
        employer_of(cast.anouk, kvk="12345678")
        company = Company(name="Heel iets anders", kvk="12345678")
        with pytest.raises(KvkIsTaken):
            add_employer(company, by=cast.anouk.member, key=uuid.uuid4(), is_another=True)
        other = employer_of(cast.anouk, name="Nog iets anders")
        with pytest.raises(KvkIsTaken):
            edit_employer(other, company, by=cast.anouk.member, version=1)


def test_the_same_form_twice_is_one_employer(cast: Cast) -> None:
    key = uuid.uuid4()
    with cast.anouk.at_work():
        first = add_employer(Company(name="De Eik"), by=cast.anouk.member, key=key)
        assert add_employer(Company(name="De Eik"), by=cast.anouk.member, key=key) == first
        with pytest.raises(OtherWithKey):
            add_employer(Company(name="De Beuk"), by=cast.anouk.member, key=key)
        assert Entry.objects.filter(action="employer.added").count() == 1


def test_the_second_of_two_editors_is_told(cast: Cast) -> None:
    with cast.anouk.at_work():
        employer = employer_of(cast.anouk)
        edit_employer(employer, Company(name="De Eik 2"), by=cast.bas.member, version=1)
        with pytest.raises(ChangedMeanwhile):
            edit_employer(employer, Company(name="De Eik 3"), by=cast.anouk.member, version=1)


def test_the_archive_is_a_drawer_with_a_way_back(cast: Cast) -> None:
    with cast.anouk.at_work():
        employer = archive_employer(employer_of(cast.anouk), by=cast.anouk.member)
        archive_employer(employer, by=cast.anouk.member)
        assert not Employer.objects.active().exists()
        restore_employer(employer, by=cast.anouk.member)
        assert Employer.objects.active().get() == employer
        told = Entry.objects.filter(action__startswith="employer.").order_by("id")
        assert list(told.values_list("action", flat=True)) == [
            "employer.added", "employer.archived", "employer.restored",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("eik", True),
        ("bouwbedijf", True),
        ("de eijk bouwbedrijf", True),
        ("enschede", True),
        ("1234", True),
        ("9876", False),
        ("kapsalon", False),
    ],
)
def test_an_employer_is_found_with_typing_errors(cast: Cast, typed: str, found: bool) -> None:
    with cast.anouk.at_work():
        employer_of(cast.anouk, kvk="12345678", city="Enschede")
        employer_of(cast.anouk, name="Zorggroep Morgenrood", kvk="87654321", city="Hengelo")
        names = {employer.name for employer in Employer.objects.matching(typed)}
        assert ("Bouwbedrijf De Eik" in names) is found
        assert "Zorggroep Morgenrood" not in names


def test_long_ago_means_that_nobody_was_in_touch_since(cast: Cast) -> None:
    today = timezone.localdate()
    with cast.anouk.at_work():
        never, fresh, old = (employer_of(cast.anouk, name=name) for name in "ABC")
        for employer, days in ((fresh, 10), (old, 400)):
            visits.log_visit(
                employer,
                _visit(on=today - timedelta(days=days)),
                by=cast.anouk.member,
                key=uuid.uuid4(),
            )
        assert list(Employer.objects.not_visited_since(today - timedelta(days=180))) == [never, old]


def test_a_recognition_that_is_followed_by_a_newer_one_does_not_run_out(cast: Cast) -> None:
    today = timezone.localdate()
    soon, before = today + timedelta(days=30), today + timedelta(days=90)
    with cast.anouk.at_work():
        ending, followed, over = (employer_of(cast.anouk, name=name) for name in "ABC")
        recognised(cast.anouk, ending, until=soon)
        recognised(cast.anouk, over, until=today - timedelta(days=1))
        old = recognised(cast.anouk, followed, until=soon)
        terms = Terms(
            qualification_id=old.qualification_id,
            valid_from=today,
            valid_until=before + timedelta(days=1),
        )
        add(followed, terms, by=cast.anouk.member)
        found = Employer.objects.whose_recognition_ends(today=today, before=before)
        assert list(found) == [ending]


def test_a_recognition_ends_after_it_starts_and_stands_once(cast: Cast) -> None:
    with cast.anouk.at_work():
        employer = employer_of(cast.anouk)
        known = recognised(cast.anouk, employer)
        same = Terms(
            qualification_id=known.qualification_id,
            valid_from=known.valid_from,
            valid_until=known.valid_until,
        )
        assert add(employer, same, by=cast.anouk.member) == known
        longer = Terms(
            qualification_id=known.qualification_id,
            valid_from=known.valid_from,
            valid_until=known.valid_until + timedelta(days=1),
        )
        with pytest.raises(RecognisedAlready):
            add(employer, longer, by=cast.anouk.member)
        turned = Terms(
            qualification_id=known.qualification_id,
            valid_from=known.valid_from,
            valid_until=known.valid_from,
        )
        with pytest.raises(EndsBeforeItStarts):
            add(employer, turned, by=cast.anouk.member)


def test_a_contact_leaves_and_stays_in_the_visits(cast: Cast) -> None:
    with cast.anouk.at_work():
        employer, by = employer_of(cast.anouk), cast.anouk.member
        ria = contacts.add_contact(employer, Person(name="Ria Boom"), by=by, key=uuid.uuid4())
        visit = visits.log_visit(employer, _visit(contact_id=ria.pk), by=by, key=uuid.uuid4())
        left = Person(name="Ria Boom", left_on=timezone.localdate())
        contacts.edit_contact(ria, left, by=by, version=1)
        assert EmployerVisit.objects.get(pk=visit.pk).contact == EmployerContact.objects.get()


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"on": timezone.localdate() + timedelta(days=3)}, visits.VisitInFuture),
        ({"next_step": "Bellen"}, visits.StepWithoutDay),
        ({"due_on": timezone.localdate()}, visits.DayWithoutStep),
        ({"summary": "Zijn nummer is 123456782."}, LooksLikeBsn),
    ],
)
def test_a_visit_that_cannot_be_is_refused(
    cast: Cast, fields: dict[str, object], error: type[Exception]
) -> None:
    with cast.anouk.at_work():
        employer = employer_of(cast.anouk)
        with pytest.raises(error):
            visits.log_visit(employer, _visit(**fields), by=cast.anouk.member, key=uuid.uuid4())
        assert not EmployerVisit.objects.exists()


def test_a_step_is_ticked_off_once_and_can_be_opened_again(cast: Cast) -> None:
    with cast.anouk.at_work():
        promised = _visit(next_step="Bellen", due_on=timezone.localdate())
        visit = visits.log_visit(
            employer_of(cast.anouk), promised, by=cast.anouk.member, key=uuid.uuid4()
        )
        for is_done in (True, True, False):
            visits.finish_visit_step(visit, by=cast.bas.member, is_done=is_done)
        assert EmployerVisit.objects.get().done_at is None
        told = Entry.objects.filter(action__startswith="employer-step.")
        assert told.count() == 2


def test_an_edit_keeps_the_text_of_before_and_the_second_editor_is_told(cast: Cast) -> None:
    with cast.anouk.at_work():
        by, employer = cast.anouk.member, employer_of(cast.anouk)
        visit = visits.log_visit(employer, _visit(), by=by, key=uuid.uuid4())
        for summary in ("Drie plekken.", "Drie plekken."):
            visits.edit_visit(visit, _visit(summary=summary), by=by, version=1)
        with pytest.raises(ChangedMeanwhile):
            visits.edit_visit(visit, _visit(summary="Vier plekken."), by=by, version=1)
        (earlier,) = EarlierVisitText.objects.all()
        assert (earlier.summary, earlier.replaced_by) == ("Twee plekken in het najaar.", by)
        told = Entry.objects.get(action="employer-visit.edited")
        assert told.changed_fields == ["summary"]
        with pytest.raises(visits.VisitInFuture):
            visits.edit_visit(visit, _visit(on=date(2099, 1, 1)), by=by, version=2)


def test_another_promise_has_not_been_kept_yet(cast: Cast) -> None:
    today, by = timezone.localdate(), cast.anouk.member
    with cast.anouk.at_work():
        promised = _visit(next_step="Bellen", due_on=today)
        visit = visits.log_visit(employer_of(cast.anouk), promised, by=by, key=uuid.uuid4())
        visits.finish_visit_step(visit, by=by)
        visits.edit_visit(visit, _visit(next_step="Bellen", due_on=today), by=by, version=1)
        assert EmployerVisit.objects.get().done_at
        visits.edit_visit(visit, _visit(next_step="Langsgaan", due_on=today), by=by, version=1)
        assert list(EmployerVisit.objects.promised_by(by, today)) == [visit]


def test_a_withdrawn_visit_counts_nowhere_and_changes_no_more(cast: Cast) -> None:
    today, by, key = timezone.localdate(), cast.anouk.member, uuid.uuid4()
    with cast.anouk.at_work():
        employer, said = employer_of(cast.anouk), _visit(next_step="Bellen", due_on=today)
        visit = visits.log_visit(employer, said, by=by, key=key)
        with pytest.raises(LooksLikeBsn):
            visits.withdraw_visit(visit, by=by, because="Zijn nummer is 123456782.")
        visits.withdraw_visit(visit, by=by, because="Verkeerd bedrijf")
        assert not EmployerVisit.objects.promised_by(by, today).exists()
        assert list(Employer.objects.not_visited_since(today)) == [employer]
        assert Employer.objects.with_figures(today).get().visited_on is None
        refused = (
            lambda: visits.withdraw_visit(visit, by=by, because="Nog eens"),
            lambda: visits.edit_visit(visit, said, by=by, version=1),
            lambda: visits.finish_visit_step(visit, by=by),
        )
        for again in refused:
            with pytest.raises(visits.VisitIsWithdrawn):
                again()
        with pytest.raises(OtherWithKey):
            visits.log_visit(employer, said, by=by, key=key)
