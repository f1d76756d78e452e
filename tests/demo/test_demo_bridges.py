"""Trajectories of the demo keep the rules of those that people make."""

from datetime import timedelta

from django.utils import timezone

from apprenticeships.choices import Plank
from apprenticeships.figures import planks_by_state
from apprenticeships.models import AftercareCheck, Trajectory, TrajectoryEvent
from loketten.audit.models import Entry
from portal.demo.apprentices import fill_bridges
from tests import factories
from tests.cast import Cast
from tests.places import make_employer

FILES = 40


def test_the_demo_lays_bridges_that_the_database_takes(cast: Cast) -> None:
    today = timezone.localdate()
    with cast.anouk.at_work():
        make_employer(cast.anouk.member)
        for age in range(FILES):
            asked = today - timedelta(days=age * 20)
            factories.ClientFileFactory(owner=cast.anouk.member, asked_on=asked, opened_on=asked)
        assert fill_bridges(cast.utrecht, count=30, today=today) == 30
        made = list(Trajectory.objects.all())
        assert {one.state for one in made} >= {"started", "completed", "agreed"}
        assert all(one.started_on is None or one.started_on <= today for one in made)
        started = [one for one in made if one.started_on and one.state != "stopped"]
        for one in started:
            assert one.checks.count() == 5
        assert not AftercareCheck.objects.open().filter(trajectory__state="stopped").exists()
        happened = TrajectoryEvent.objects.exclude(kind="checked").count()
        assert Entry.objects.filter(action__startswith="trajectory.").count() == happened
        assert planks_by_state()[Plank.PLACEMENT]["there"] > 0


def test_a_desk_without_employers_gets_none(cast: Cast) -> None:
    with cast.anouk.at_work():
        assert fill_bridges(cast.utrecht, count=5, today=timezone.localdate()) == 0
