"""Thresholds: from a day on, in both directions, and never over what was published."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from loketten.accounts.actions.thresholds import choose_thresholds
from loketten.audit.models import PlatformEntry
from loketten.tenancy.models import Threshold
from portal.reporting.definitions import threshold
from portal.reporting.models import PublishedCell
from portal.reporting.publishing import publish_month
from tests.accounts.doors import main_of
from tests.cast import Cast

PAGE = "/landelijk/beheer/drempels"


def _choose(cast: Cast, **changes: Any) -> Any:
    today = timezone.localdate().isoformat()
    form = {"team": "4", "public": "12", "valid_from": today, **changes}
    return cast.otto.browser().post(PAGE, form)


def test_until_somebody_chooses_it_is_the_setting(cast: Cast, settings: Any) -> None:
    settings.FIGURES_THRESHOLD, settings.FIGURES_THRESHOLD_PUBLIC = 6, 11
    assert (threshold(), threshold(is_public=True)) == (6, 11)
    assert _choose(cast).status_code == 302
    assert (threshold(), threshold(is_public=True)) == (4, 12)
    row = PlatformEntry.objects.get(action="threshold.chosen")
    assert (row.actor_id, row.changed_fields) == (cast.otto.user.pk, ["public", "team"])
    assert _choose(cast).status_code == 302
    assert Threshold.objects.count() == 2


def test_a_later_day_changes_nothing_before_it(cast: Cast) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    _choose(cast, valid_from=tomorrow.isoformat())
    assert threshold() == 5
    assert Threshold.objects.on(tomorrow, "team") == 4


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"team": "2"}, "3 of meer"),
        ({"team": "20"}, "In het openbaar minstens"),
        ({"public": "101"}, "100 of minder"),
        ({"valid_from": "2020-01-01"}, "vandaag of een latere dag"),
        ({"valid_from": "9999-12-31"}, "te ver weg"),
    ],
)
def test_a_threshold_that_gives_people_away_is_refused(
    cast: Cast, changes: dict[str, str], words: str
) -> None:
    answer = _choose(cast, **changes)
    assert answer.status_code == 200
    assert words in main_of(answer)
    assert not Threshold.objects.exists()


def test_a_lower_threshold_never_opens_a_published_month(cast: Cast) -> None:
    month = (timezone.localdate().replace(day=1) - timedelta(days=40)).replace(day=1)
    today = timezone.localdate()
    choose_thresholds(by=cast.otto.user, team=100, public=100, valid_from=today)
    assert publish_month(month)
    before = list(PublishedCell.objects.order_by("pk").values_list("pk", "state", "value"))
    choose_thresholds(by=cast.otto.user, team=3, public=3, valid_from=today)
    assert not publish_month(month)
    assert list(PublishedCell.objects.order_by("pk").values_list("pk", "state", "value")) == before
