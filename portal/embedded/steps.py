"""Brings the database up to the code: tables, reference data, demo."""

from collections.abc import Mapping

from portal.embedded.bootstrap import VENV_PYTHON
from portal.embedded.children import Program
from portal.embedded.fingerprint import Stamps, fingerprint, source_files
from portal.embedded.supervisor import Supervisor

# Anything that a migration, a loader or the demo can read.
_SOURCES = (".py", ".csv", ".json", ".sql", ".txt", ".toml")
_SHORT = {"migrate": "migrate", "load_reference": "load", "demo_data": "demo", "demo_cast": "cast"}


def build(supervisor: Supervisor, environment: Mapping[str, str]) -> None:
    """Styles, translations and static files, in a process that a stop can end."""
    command = [str(VENV_PYTHON), "-m", "portal.embedded.build"]
    supervisor.run_step(_program(supervisor, "build", command, environment))


def fill_database(supervisor: Supervisor, environment: Mapping[str, str], *, ours: bool) -> None:
    """Migrate and load; skipped when neither code nor files changed since it last went well.

    Only for our own server: of another one we cannot know what somebody did to it.
    """
    demo = has_demo(environment)
    stamps = Stamps(supervisor.places.state / "stamps.json")
    mark = f"{fingerprint(source_files(supervisor.places.project, *_SOURCES))}-{demo:d}"
    if ours and stamps.has("database", mark):
        return
    stamps.drop("database")
    tell = supervisor.log.say
    tell("Migrating the database")
    manage(supervisor, environment, "migrate", "--database", "owner", "--noinput")
    tell("Loading the reference data")
    manage(supervisor, environment, "load_reference")
    if demo:
        tell("Filling the demo")
        manage(supervisor, environment, "demo_data")
    stamps.set("database", mark)


def has_demo(environment: Mapping[str, str]) -> bool:
    """Whether DEMO is on, in the words that the settings take for yes."""
    return environment["DEMO"].lower() in {"true", "on", "ok", "y", "yes", "1"}


def show_cast(supervisor: Supervisor, environment: Mapping[str, str]) -> None:
    """Who can sign in to the demo, and how."""
    manage(supervisor, environment, "demo_cast")


def manage(supervisor: Supervisor, environment: Mapping[str, str], *words: str) -> None:
    """Run one `manage.py` command as a step of its own."""
    command = [str(VENV_PYTHON), "manage.py", *words]
    name = _SHORT[words[0]]
    supervisor.run_step(_program(supervisor, name, command, environment))


def _program(
    supervisor: Supervisor, name: str, command: list[str], environment: Mapping[str, str]
) -> Program:
    return Program(name, command, environment, folder=supervisor.places.project)
