"""Every task and command says for which desk it works, and nothing of a desk is cached."""

from pathlib import Path
from typing import Any

from celery import Celery
from django.conf import settings
from django.core.management import get_commands, load_command_class

from loketten.tenancy.tasks import DeskScope, ScopedTask
from portal.celery import app
from tests.house import gates


def _our_commands() -> dict[str, Any]:
    ours = {n: a for n, a in get_commands().items() if a.split(".")[0] in gates.OURS}
    return {name: load_command_class(package, name) for name, package in ours.items()}


def _sources() -> list[Path]:
    root = Path(settings.BASE_DIR)
    return [file for folder in gates.OURS for file in (root / folder).rglob("*.py")]


def test_every_task_declares_its_desks() -> None:
    app.loader.import_default_modules()
    assert [name for name in app.tasks if name.startswith("audit.")]
    assert list(gates.task_complaints(app.tasks.values())) == []


def test_a_planted_task_without_desk_is_seen() -> None:
    stray = Celery("stray", set_as_current=False)

    @stray.task(name="planted.task", shared=False)
    def task() -> None: ...

    assert list(gates.task_complaints([task])) == [
        "task planted.task does not say which desks it touches"
    ]


def test_every_scheduled_task_exists() -> None:
    app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert scheduled <= app.tasks.keys()


def test_no_round_waits_for_a_worker_longer_than_until_the_next_one() -> None:
    """After a night without a worker there is one round to do, not seventeen thousand."""
    schedule = app.conf.beat_schedule
    endless = {
        name for name, entry in schedule.items() if not entry.get("options", {}).get("expires")
    }
    assert endless == set()


def test_every_command_declares_its_desks() -> None:
    commands = _our_commands()
    assert {"audit", "migrate", "load_reference"} <= commands.keys()
    assert list(gates.command_complaints(commands)) == []


def test_a_planted_command_without_desk_is_seen() -> None:
    class Planted:
        pass

    assert list(gates.command_complaints({"planted": Planted()})) == [
        "command planted does not say which desks it touches"
    ]


def test_nobody_passes_by_the_door_to_the_cache() -> None:
    assert list(gates.cache_complaints(_sources())) == []


def test_a_planted_use_of_the_cache_is_seen(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text("from django.core.cache import cache\ncache.set('name', 'x')\n")
    assert len(list(gates.cache_complaints([planted]))) == 1


def test_a_scoped_task_runs_inside_its_desk(cast: Any) -> None:
    from clients.models import Client
    from loketten.tenancy.context import current_place

    stray = Celery("stray", set_as_current=False)
    seen: list[set[int]] = []

    @stray.task(name="planted.scoped", base=ScopedTask, desk_scope=DeskScope.ONE)
    def scoped(desk_id: int) -> None:
        seen.append(set(Client.objects.values_list("desk_id", flat=True)))

    scoped(cast.utrecht.pk)
    scoped(cast.zwolle.pk)
    assert seen == [{cast.utrecht.pk}, {cast.zwolle.pk}]
    assert current_place() is None
