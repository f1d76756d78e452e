"""A query that is composed once keeps no desk, no day and no person."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from loketten.accounts.models import Membership
from loketten.tenancy.composed import TODAY, Asked, BakedInError, IsAmong, composed
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
