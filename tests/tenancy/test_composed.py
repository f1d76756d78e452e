"""A query that is composed once keeps no desk, no day and no person."""

import gc
from contextvars import copy_context
from datetime import date
from importlib import import_module
from itertools import product
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.urls import get_resolver
from django.utils import timezone, translation

from advice.models import TalkDraft
from loketten.accounts.models import Membership
from loketten.tenancy.composed import (
    TODAY,
    Asked,
    BakedInError,
    IsAmong,
    _compose,
    _Hole,
    composed,
    composed_delete,
)
from loketten.tenancy.context import NoDeskError, current_desk_id
from tests.cast import Cast


def test_models_come_with_their_people_and_no_query_more(cast: Cast, queries: Any) -> None:
    asked = composed(
        lambda: (
            Membership.objects.filter(IsAmong("pk", Asked("ids")))
            .select_related("user")
            .order_by("pk")
        )
    )
    both = [*Membership.objects.filter(user__in=[cast.anouk.user, cast.chaima.user]).order_by("pk")]
    with queries() as seen:
        names = {one.user.name for one in asked.rows(ids=[one.pk for one in both])}
        assert asked.rows(ids=[]) == []
    assert names == {cast.anouk.user.name, cast.chaima.user.name}
    assert len(seen) == 2
    assert asked.first(ids=[]) is None


def test_today_is_the_day_on_which_it_is_asked(db: None) -> None:
    asked = composed(lambda: Membership.objects.values_list(TODAY)[:1])
    said = []

    def hear(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        said.append(params)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hear):
        for day in ("2027-03-01", "2027-03-02"):
            with time_machine.travel(f"{day} 12:00", tick=False):
                asked.rows()
    assert said == [(date(2027, 3, 1),), (date(2027, 3, 2),)]


def test_a_day_or_a_person_is_never_baked_in(cast: Cast) -> None:
    day = composed(lambda: Membership.objects.active(timezone.localdate()))
    with pytest.raises(BakedInError):
        day.rows()


def test_a_desk_is_never_baked_in(cast: Cast) -> None:
    desk = composed(lambda: Membership.objects.filter(desk_id=current_desk_id()))
    with cast.anouk.at_work(), pytest.raises(NoDeskError):
        desk.rows()


def test_whoever_asks_first_the_statement_is_the_same(cast: Cast) -> None:
    """In another language, on another day and at another desk: also a year, a word and a number of
    a desk would be kept."""
    assert get_resolver().url_patterns
    assert import_module(settings.SESSION_ENGINE)
    # By type and not by isinstance, which would open lazy objects.
    queries: list[Any] = [
        one for one in gc.get_objects() if type(one) in {composed, composed_delete}
    ]
    ours = {one for one in queries if not one._queryset.__module__.startswith("tests.")}
    assert len(ours) >= 10
    for one in ours:
        assert len({_statement(one, *who) for who in _askers(cast)}) == 1, one._queryset


def test_a_delete_reaches_this_desk_alone(cast: Cast) -> None:
    drop = composed_delete(lambda: TalkDraft.objects.filter(version=Asked("version")))
    for somebody, desk in ((cast.anouk, "utrecht"), (cast.chaima, "zwolle")):
        with somebody.at_work():
            TalkDraft.objects.create(file=cast.files[desk], author=somebody.member, version=3)
    with pytest.raises(NoDeskError):
        drop(version=3)
    for version, is_left in ((2, True), (3, False)):
        with cast.anouk.at_work():
            drop(version=version)
            assert TalkDraft.objects.exists() == is_left
    with cast.chaima.at_work():
        assert TalkDraft.objects.get().version == 3


def _askers(cast: Cast) -> Any:
    return product(
        ("nl", "en"), ("2026-11-22 10:00", "2031-02-03 23:30"), (cast.anouk, cast.chaima)
    )


def _statement(one: Any, language: str, moment: str, somebody: Any) -> tuple[str, tuple[str, ...]]:
    with (
        translation.override(language),
        time_machine.travel(moment, tick=False),
        somebody.at_work(),
    ):
        made = copy_context().run(_compose, one._queryset, one.kind)
    return made.sql, tuple(
        "…" if isinstance(value, _Hole) else repr(value) for value in made.params
    )
