"""The demo's companies and vacancies are written in bulk; the actions would write the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine

from loketten.accounts.models import Membership
from loketten.audit.models import Entry
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Desk
from portal.demo.companies import FOUR_YEARS, Companies, CompanyPlan, PlacePlan
from portal.demo.desks import DESKS
from portal.demo.places import fill_places, write_missing_words
from portal.demo.plans import DUTCH
from portal.demo.rows import counselors_of, key_of
from tests.factories import DeskFactory, MembershipFactory, UserFactory
from vacancies.actions.drafts import save_draft
from vacancies.actions.employers import Company, add_employer
from vacancies.actions.expiry import end_expired
from vacancies.actions.publish import close_vacancy, publish_vacancy
from vacancies.actions.recognitions import Terms, add_recognition
from vacancies.choices import ClosedHow
from vacancies.models import Employer, Listing, Recognition, Vacancy

TODAY = date(2026, 11, 20)
COUNT = 30
# Given out by the database or the action, the moment of the run itself, or what tells the region.
NOT_COMPARED = {
    "id", "desk", "public_id", "key", "slug", "made_at", "first_published_at", "refreshed_at",
    "published_at", "region", "words",
}  # fmt: skip


@pytest.fixture
def twins(real_db: str) -> tuple[Desk, Desk]:
    """Two desks alike: one gets the bulk, at the other the actions do the same."""
    desks = []
    for slug, code in (("bulk", "AM05"), ("actions", "AM36")):
        desk = DeskFactory(
            slug=slug,
            region_code=code,
            number_prefix=slug[:2].upper(),
            email="twins@example.nl",
            phone="053 000 00 14",
        )
        user = UserFactory(name="Samira Oudendijk", email=f"samira.{slug}@example.nl")
        MembershipFactory(user=user, desk=desk, starts_on=date(2005, 1, 1))
        desks.append(desk)
    return desks[0], desks[1]


def test_the_rows_are_what_the_actions_write(twins: tuple[Desk, Desk]) -> None:
    bulk, acted = twins
    with at_desk(bulk.pk):
        fill_places(bulk, DESKS[3], count=COUNT, today=TODAY)
        write_missing_words(bulk)
    [owner] = counselors_of(acted)
    for number, company in enumerate(Companies(DESKS[3], today=TODAY).draw(COUNT)):
        _act(company, owner, f"acted {number}")
    compared = 0
    for model in (Employer, Recognition, Vacancy, Listing):
        ours, theirs = _rows(bulk, model), _rows(acted, model)
        assert ours == theirs, model
        compared += len(ours)
    assert compared >= 2 * COUNT
    assert _deeds(bulk) == _deeds(acted)


def _act(plan: CompanyPlan, owner: Membership, key: str) -> None:
    with at_desk(owner.desk_id, member_id=owner.pk):
        company = Company(
            name=plan.name,
            kvk=plan.kvk,
            sector_id=plan.sector,
            street=plan.street,
            postcode=plan.spot.postcode,
            city=plan.spot.city,
        )
        employer = add_employer(company, by=owner, key=key_of(key), is_another=True)
        for qualification, since in plan.recognitions.items():
            terms = Terms(
                qualification_id=qualification.pk,
                valid_from=since,
                valid_until=since + FOUR_YEARS,
                trainer=plan.contact,
            )
            add_recognition(employer, terms, by=owner)
    for number, place in enumerate(plan.places):
        _act_place(place, employer, owner, f"{key} {number}")


def _act_place(plan: PlacePlan, employer: Employer, owner: Membership, key: str) -> None:
    """Each on its own day, so that every rule about days has its say."""
    with _at_work(owner, plan.online_on or TODAY):
        vacancy = save_draft(employer, _columns(plan, employer, owner), by=owner, key=key_of(key))
        if plan.online_on:
            publish_vacancy(vacancy, by=owner, version=1)
    if plan.closing is None:
        return
    on, how = plan.closing
    with _at_work(owner, on):
        if how == ClosedHow.EXPIRED:
            end_expired(on + timedelta(days=1))
        else:
            close_vacancy(vacancy, by=owner, how=how)


@contextmanager
def _at_work(owner: Membership, day: date) -> Iterator[None]:
    morning = datetime.combine(day, time(9), DUTCH)
    with time_machine.travel(morning, tick=False), at_desk(owner.desk_id, member_id=owner.pk):
        yield


def _columns(plan: PlacePlan, employer: Employer, owner: Membership) -> dict[str, Any]:
    low, high, per = plan.pay or (None, None, "")
    desk = Desk.objects.get(pk=owner.desk_id)
    return {
        "owner": owner,
        "title": plan.ad.title,
        "tasks": plan.ad.tasks,
        "learning": plan.ad.learning,
        "offer": plan.ad.offer,
        "asks": plan.ad.asks,
        "occupation_id": plan.occupation.pk,
        "sector_id": None,
        "route_id": plan.route,
        "mbo_level": None,
        "qualification_id": plan.qualification and plan.qualification.pk,
        "hours_from": plan.hours[0],
        "hours_to": plan.hours[1],
        "in_evening": plan.in_evening,
        "needs_no_diploma": plan.needs_no_diploma,
        "pay_from": low,
        "pay_to": high,
        "pay_per": per,
        "starts_on": plan.starts_on,
        "apply_by": plan.apply_by,
        "places": plan.places,
        "contact_name": "",
        "contact_email": desk.email,
        "contact_phone": desk.phone.replace(" ", ""),
        "street": employer.street,
        "postcode": plan.spot.postcode,
        "city": plan.spot.city,
        "directions": "",
    }


def _rows(desk: Desk, model: Any) -> list[dict[str, Any]]:
    with at_desk(desk.pk):
        rows = [_said_by(row) for row in model.objects.filter(desk=desk)]
    return sorted(rows, key=repr)


def _said_by(row: Any) -> dict[str, Any]:
    """Keys to rows of the desk are replaced by what those rows are called."""
    said = {}
    for field in row._meta.concrete_fields:
        if field.name in NOT_COMPARED:
            continue
        value = getattr(row, field.attname)
        if value is not None and field.name in {"employer", "owner"}:
            value = row.employer.name if field.name == "employer" else row.owner.user.name
        elif value is not None and field.name == "recognition":
            value = row.recognition.valid_until
        said[field.name] = value
    return said


def _deeds(desk: Desk) -> list[tuple[str, list[str]]]:
    with at_desk(desk.pk):
        return sorted(Entry.objects.values_list("action", "changed_fields"))
