"""Goes through all checks; one that cannot be done because of another says nothing."""

from collections.abc import Iterator

from django.db import DatabaseError

from portal.operations.doctor import checks

_FIRST = {"database": checks.database}
_OF_THE_DATABASE = {
    "release of PostgreSQL": checks.release,
    "migrations": checks.migrations,
    "extensions": checks.extensions,
    "walls between desks": checks.walls,
    "clocks": checks.clock,
    "clock of the portal (beat)": checks.beat,
    "outbox": checks.outbox,
    "seals of the access logs": checks.seals,
    "second steps": checks.second_steps,
    "failed tasks": checks.failed_tasks,
    "backups": checks.backup_age,
}
_OTHERS = {
    "Redis": checks.queue,
    "worker": checks.worker,
    "disk": checks.disk,
    "mail server": checks.mail,
    "secret key": checks.secret_key,
    "addresses": checks.addresses,
}


def examine() -> Iterator[tuple[str, list[str]]]:
    """Each check with its sentences, none when it is content."""
    found = list(checks.database())
    yield "database", found
    if not found:
        for name, check in _OF_THE_DATABASE.items():
            yield name, _sentences(check)
    for name, check in _OTHERS.items():
        yield name, list(check())


def _sentences(check: checks.Check) -> list[str]:
    try:
        return list(check())
    except DatabaseError as error:
        return [
            f"This could not be looked at ({type(error).__name__}): run the migrations, and see "
            "the rights of the app role."
        ]
