"""The environment is read in one place, and the paper about it says what is read."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.settings import declared
from tests.house import gates
from tests.house.papers import PROJECT

_READS = re.compile(r"os\.environ(?!\.setdefault\(\"DJANGO_SETTINGS_MODULE\")|getenv|environ\.Env")
# What starts the portal knows nothing of Django: it names settings, and the paper names them too.
_NAMED = re.compile(r"(?:\benv|environ|environment)(?:\.get\(|\.setdefault\(|\[)\"([A-Z_]+)\"")
_OF_THE_MACHINE = {"PATH", "MAKELEVEL", "LOKETTEN_STARTED_AT", "PYTHONUNBUFFERED", "TEST_ROOM"}
_DECLARED = {one.name for group in declared.SETTINGS.values() for one in group}


def _complaints(source: Path, text: str) -> list[str]:
    if "embedded" in source.parts:
        return [name for name in _NAMED.findall(text) if name not in _DECLARED | _OF_THE_MACHINE]
    # The bench measures another Django beside ours, which it starts itself.
    return [] if {"settings", "bench"} & set(source.parts) else _READS.findall(text)


def _sources() -> Iterator[Path]:
    for folder in gates.OURS:
        yield from (PROJECT / folder).rglob("*.py")


def test_nobody_else_reads_the_environment() -> None:
    sources = list(_sources())
    assert len(sources) > 200
    assert [file for file in sources if _complaints(file, file.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("clients/forms.py", 'os.environ.get("LIMIT")'),
        ("portal/urls.py", "os.getenv('DEMO')"),
        ("portal/embedded/run.py", 'env.get("NOBODY_DECLARED_IT")'),
    ],
)
def test_a_planted_look_into_the_environment_is_seen(place: str, text: str) -> None:
    assert _complaints(Path(place), text)


def test_the_paper_says_what_is_declared() -> None:
    assert declared.PAPER.read_text("utf-8") == declared.paper(), (
        "write it anew with `python -m portal.settings.declared`"
    )
    assert len(_DECLARED) > 30


def test_everything_declared_is_read() -> None:
    texts = "".join(file.read_text("utf-8") for file in (PROJECT / "portal").rglob("*.py"))
    unread = [
        one.name
        for group in declared.SETTINGS.values()
        for one in group
        if not re.search(
            rf'(?:read|is_set|get|setdefault)\(\s*"{one.name}"|\["{one.name}"\]', texts
        )
    ]
    assert unread == []


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("FIGURES_THRESHOLD", "vijf", "FIGURES_THRESHOLD must be a whole number"),
        ("DEMO_SCALE", "veel", "DEMO_SCALE must be a number"),
        ("SECRET_KEY", "", "SECRET_KEY must be set"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str, sentence: str
) -> None:
    monkeypatch.setenv(name, text)
    with pytest.raises(declared.NotSetWell, match=sentence):
        declared.read(name)


def test_a_list_may_have_spaces_behind_its_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", " a.nl, b.nl ,,")
    assert declared.read("ALLOWED_HOSTS") == ["a.nl", "b.nl"]


def test_production_names_all_that_it_misses_at_once() -> None:
    bare = {"PATH": os.environ["PATH"], "REDIS_URL": "redis://127.0.0.1:1/0"}
    done = subprocess.run(
        [sys.executable, "-c", "import portal.settings.production"],
        cwd=PROJECT, env=bare, capture_output=True, text=True, check=False,
    )  # fmt: skip
    last = done.stderr.strip().splitlines()[-1]
    assert last.endswith(
        "Set DATABASE_URL, SECRET_KEY, ALLOWED_HOSTS, SITE_URL in the environment "
        "(docs/settings.md)."
    )
