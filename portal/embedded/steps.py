"""Brings the database up to the code: tables, reference data, demo."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from portal.embedded.bootstrap import VENV_PYTHON
from portal.embedded.build import is_built
from portal.embedded.children import Program
from portal.embedded.fingerprint import Stamps, fingerprint, source_files
from portal.embedded.supervisor import Supervisor

# Anything that a migration, a loader or the demo can read.
_SOURCES = (".py", ".csv", ".json", ".sql", ".txt", ".toml")
_SHORT = {"migrate": "migrate", "load_reference": "load", "demo_data": "demo", "demo_cast": "cast"}


@contextmanager
def building(supervisor: Supervisor, environment: Mapping[str, str]) -> Iterator[None]:
    """Make styles, translations and static files, in a process that a stop can end, while
    something is done that needs none of them."""
    if is_built():
        yield
        return
    command = [str(VENV_PYTHON), "-m", "portal.embedded.build"]
    folder = supervisor.places.project
    with supervisor.beside(Program("build", command, environment, folder=folder)):
        yield


def build(supervisor: Supervisor, environment: Mapping[str, str]) -> None:
    with building(supervisor, environment):
        pass


def fill_our_database(supervisor: Supervisor, environment: Mapping[str, str]) -> None:
    """Build, and fill the embedded database unless nothing that fills it has changed since."""
    places = supervisor.places
    stamps = Stamps(places.database_stamps)
    source = fingerprint(source_files(places.project, *_SOURCES))
    mark = f"{source} {'demo' if has_demo(environment) else 'bare'}"
    if stamps.has("database", mark):
        build(supervisor, environment)
        return
    stamps.drop("database")
    fill_database(supervisor, environment)
    stamps.set("database", mark)


def fill_database(supervisor: Supervisor, environment: Mapping[str, str]) -> None:
    """Build, migrate and load, each of which does nothing where it is done already."""
    tell = supervisor.log.say
    with building(supervisor, environment):
        tell("Migrating the database")
        manage(supervisor, environment, "migrate", "--database", "owner", "--noinput")
    tell("Loading the reference data")
    manage(supervisor, environment, "load_reference")
    if has_demo(environment):
        tell("Filling the demo")
        manage(supervisor, environment, "demo_data")
        cast = manage(supervisor, environment, "demo_cast", quiet=True)
        supervisor.places.cast.write_text("\n".join(cast))


def has_demo(environment: Mapping[str, str]) -> bool:
    """Whether DEMO is on, in the words that the settings take for yes."""
    return environment["DEMO"].lower() in {"true", "on", "ok", "y", "yes", "1"}


def show_cast(supervisor: Supervisor) -> None:
    """Who can sign in to the demo, and how; asking Django each time would cost a second."""
    for words in supervisor.places.cast.read_text().splitlines():
        supervisor.log.write("cast", words)


def manage(
    supervisor: Supervisor, environment: Mapping[str, str], *words: str, quiet: bool = False
) -> list[str]:
    """Run one `manage.py` command as a step of its own; its last words."""
    command = [str(VENV_PYTHON), "manage.py", *words]
    name = _SHORT[words[0]]
    noise = ("",) if quiet else ()  # every line holds the empty word
    return supervisor.run_step(
        Program(name, command, environment, folder=supervisor.places.project, quiet=noise)
    )
