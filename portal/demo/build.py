"""Makes what the demo lacks: first the desks and their people, then the work of each desk."""

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import date
from itertools import accumulate, pairwise

import django
from django.db import connection, connections, transaction

from clients.models import Client
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Desk, DeskLocation
from portal.demo.agenda import fill_agenda
from portal.demo.apprentices import fill_bridges
from portal.demo.beside import fill_beside
from portal.demo.desks import DESKS
from portal.demo.faces import make_desk, make_people, show_to_public
from portal.demo.files import fill_desk
from portal.demo.places import fill_places, write_missing_words
from portal.reporting.publishing import count_past
from vacancies.models import Employer

CLIENTS = 20_000
VACANCIES = 6_000
TRAJECTORIES = 1_500


def build(*, scale: float, today: date, crew: int) -> Iterator[tuple[Desk, int]]:
    """Yields each desk with its number of clients when its work is there.

    A scale of 1 is 20,000 clients; a crew is the number of desks that are filled side by side,
    each in a process of its own when there is more than one.
    """
    with transaction.atomic():
        desks = {plan.slug: make_desk(plan) for plan in DESKS}
        make_people(desks)
    shares = _shares(scale)
    for slug in _side_by_side(shares, today, crew) if crew > 1 else _in_turn(shares, today):
        yield desks[slug], shares[slug]


def _shares(scale: float) -> dict[str, int]:
    """By weight, at least one each, and 20,000 together at a scale of 1."""
    total = sum(plan.weight for plan in DESKS)
    reached = list(accumulate((plan.weight for plan in DESKS), initial=0))
    ends = [round(CLIENTS * scale * weight / total) for weight in reached]
    return {
        plan.slug: max(1, end - start)
        for plan, (start, end) in zip(DESKS, pairwise(ends), strict=True)
    }


def _in_turn(shares: dict[str, int], today: date) -> Iterator[str]:
    for slug, count in shares.items():
        fill(slug, count, today)
        yield slug


def _side_by_side(shares: dict[str, int], today: date, crew: int) -> Iterator[str]:
    """The largest first, so that none is left alone at the end."""
    connections.close_all()
    clean = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(crew, mp_context=clean, initializer=django.setup) as pool:
        jobs = {
            pool.submit(fill, slug, shares[slug], today): slug
            for slug in sorted(shares, key=shares.__getitem__, reverse=True)
        }
        for job in as_completed(jobs):
            job.result()
            yield jobs[job]


def fill(slug: str, count: int, today: date) -> None:
    """The public face and the work of one desk, as far as they are not there."""
    _take_all_the_time_it_needs()
    plan = next(plan for plan in DESKS if plan.slug == slug)
    desk = Desk.objects.get(slug=slug)
    with at_desk(desk.pk):
        if not DeskLocation.objects.filter(desk=desk).exists():
            show_to_public(plan, today)
        has_clients, has_places = Client.objects.exists(), Employer.objects.exists()
    if not has_clients:
        fill_desk(desk, plan, count=count, today=today)
    if not has_places:
        with at_desk(desk.pk):
            fill_beside(desk, clients=count, today=today)
            fill_agenda(desk, today=today)
            fill_places(desk, plan, count=_part(count, VACANCIES), today=today)
            fill_bridges(desk, count=_part(count, TRAJECTORIES), today=today)
    with at_desk(desk.pk):
        write_missing_words(desk)
    with at_desk(desk.pk):
        count_past(today)


def _take_all_the_time_it_needs() -> None:
    """A desk is one transaction, and ten times the demo takes longer than a visitor's may."""
    with connection.cursor() as cursor:
        for limit in ("idle_in_transaction_session_timeout", "statement_timeout", "lock_timeout"):
            cursor.execute(f"SET {limit} = 0")


def _part(clients: int, of_all: int) -> int:
    """The same share of something else, of which every desk has one at least."""
    return max(1, round(clients * of_all / CLIENTS))
