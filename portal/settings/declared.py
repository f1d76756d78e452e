"""Every setting that comes from the environment: declared once, read here, documented from here.

`python -m portal.settings.declared` writes docs/settings.md anew; a test compares.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

import environ

Kind = Literal["text", "number", "fraction", "yes or no", "list", "database", "mail server"]
PAPER = Path(__file__).resolve().parents[2] / "docs" / "settings.md"


class Setting(NamedTuple):
    """One name in the environment; `told` stands in the table where the default itself would say
    nothing, and `of_make` marks what only `make` reads."""

    name: str
    kind: Kind
    default: Any
    words: str
    told: str = ""
    needed: bool = False
    of_make: bool = False


class NotSetWell(environ.ImproperlyConfigured):  # type: ignore[misc]
    """What stands in the environment cannot be used; the message says what to set."""


_ROOT = Path(__file__).resolve().parents[2]
_LOCAL = _ROOT / ".local"

SETTINGS = {
    "Servers and secrets": (
        Setting(
            "DATABASE_URL", "database", None,
            "the **app** role: owns nothing and cannot pass row-level security",
            told="our own PostgreSQL", needed=True,
        ),
        Setting(
            "DATABASE_OWNER_URL", "database", None,
            "the owner, who migrates and restores and does nothing else; where the portal only "
            "serves, leave it out",
            told="our own PostgreSQL",
        ),
        Setting(
            "DATABASE_BACKUP_URL", "database", None,
            "the backup role, which reads every row and writes none; only `backup` uses it",
            told="our own PostgreSQL; else no backups",
        ),
        Setting(
            "REDIS_URL", "text", None, "queue, cache and counters of failed sign-ins",
            told="our own Redis", needed=True,
        ),
        Setting(
            "SECRET_KEY", "text", None, "signs sessions and links; at least 50 characters",
            told="made once and kept (`make run`)", needed=True,
        ),
        Setting(
            "SECRET_KEY_FALLBACKS", "list", [], "former keys, while they are being replaced",
            told="none",
        ),
        Setting(
            "EMAIL_URL", "mail server", "smtp://localhost:25",
            "the mail server; files in development",
        ),
        Setting("DEFAULT_FROM_EMAIL", "text", "portaal@example.nl", "the sender"),
    ),
    "The site": (
        Setting(
            "ALLOWED_HOSTS", "list", [], "host names that are served, with commas",
            told="this machine only", needed=True,
        ),
        Setting(
            "SITE_URL", "text", "http://localhost:8000", "the origin in links of mails",
            needed=True,
        ),
        Setting(
            "SITE_NAME", "text", "Leerwerkloket",
            "desks are being renamed: no name stands in a template",
        ),
        Setting(
            "HELP_PHONE", "text", "088 000 00 35", "the national number, for who has no desk yet",
            told="a number that does not exist",
        ),
        Setting(
            "TRUSTED_PROXY_COUNT", "number", 0,
            "how many proxies stand before the portal; the address of a visitor depends on it",
        ),
        Setting(
            "SLOW_REQUEST_MS", "number", 1000,
            "a page that took so many milliseconds gets a line in the log",
        ),
        Setting(
            "DRAINING_FILE", "text", "",
            "while this file exists the portal says that it is not ready: the web makes it when "
            "it is told to stop",
            told="none",
        ),
        Setting(
            "PULSE_FILE", "text", "",
            "a worker touches this file while it works, for the health check of its container",
            told="none",
        ),
    ),
    "Rules that a country may choose": (
        Setting(
            "FIGURES_THRESHOLD", "number", 5,
            "behind how many people a figure may be shown to the national team, until somebody "
            "chooses it on the screen",
        ),
        Setting("FIGURES_THRESHOLD_PUBLIC", "number", 10, "the same in public"),
        Setting(
            "FIGURES_MONTHS_BACK", "number", 24,
            "how many past months are published when a portal begins with old talks",
        ),
        Setting(
            "SILENT_AFTER_DAYS", "number", 30,
            "a file without a talk for so long stands on its counselor's day",
        ),
        Setting(
            "ANSWER_WORKING_DAYS", "number", 2,
            "within how many working days a desk answers a question of the public",
        ),
        Setting(
            "REQUEST_LINK_DAYS", "number", 60,
            "how long the link works with which a visitor follows her question",
        ),
        Setting(
            "REQUESTS_KEPT_DAYS", "number", 60,
            "how long after the answer her name and address are kept",
        ),
        Setting(
            "VACANCY_DAYS_ONLINE", "number", 60,
            "how long a vacancy stays online after somebody said that the place is free",
        ),
        Setting(
            "PAGES_KEPT_SECONDS", "number", 60,
            "how long a public page is kept once it was made; 0 makes each anew",
        ),
        Setting(
            "FILES_AN_HOUR_ASK", "number", 60,
            "different files that one person opens within an hour before the portal asks why",
        ),
        Setting(
            "FILES_AN_HOUR_STOP", "number", 150, "the same, before it stops and tells the manager"
        ),
    ),
    "Keeping": (
        Setting(
            "AUDIT_HEADS_DIR", "text", str(_LOCAL / "audit-heads"),
            "the last seal of each access log: put it on another disk, append-only",
            told="`.local/audit-heads`",
        ),
        Setting(
            "BACKUP_DIR", "text", str(_LOCAL / "backups"),
            "where backups are written: put it on another machine",
            told="`.local/backups`",
        ),
        Setting(
            "BACKUP_KEY", "text", "",
            "locks the backups; `manage.py backup --new-key` makes one. Keep it elsewhere too: "
            "without it a backup is of no use",
            told="made once and kept (`make run`); else no backups",
        ),
        Setting(
            "BACKUP_KEY_FALLBACKS", "list", [],
            "former keys, for as long as backups exist that were made with them", told="none",
        ),
        Setting(
            "POSTGRESQL_PROGRAMS", "text", "", "the folder of `pg_dump` and `pg_restore`",
            told="looked for in `/usr/lib/postgresql` and on the PATH",
        ),
        Setting(
            "BACKUP_EVERY", "number", 24,
            "hours between two backups; with less than 24, make BACKUP_HOURS smaller too",
        ),
        Setting(
            "BACKUPS_KEPT", "number", 14,
            "so many backups are kept, and the last of each of so many days; older ones go",
        ),
        Setting(
            "BACKUP_HOURS", "number", 26,
            "a last backup older than so many hours is reported as wrong",
        ),
    ),
    "The demo": (
        Setting(
            "DEMO", "yes or no", False, "demo data, demo accounts and the mail page",
            told="on in `make run`, else off",
        ),
        Setting(
            "DEMO_SCALE", "fraction", 1.0,
            "how much of it: 1 is 20,000 clients, 0.02 a small demo, 10 ten times as much",
            told="1",
        ),
        Setting(
            "DEMO_MAIL_DIR", "text", str(_LOCAL / "mail"), "where the demo keeps its mails",
            told="`.local/mail`",
        ),
    ),
    "How it is started": (
        Setting(
            "DJANGO_SETTINGS_MODULE", "text", None, "which settings",
            told="`portal.settings.development` in `make run`, else `.production`", of_make=True,
        ),
        Setting(
            "PORT", "number", None, "for `make run`", told="8000, or the next that is free",
            of_make=True,
        ),
        Setting(
            "LOKETTEN_STATE", "text", None,
            "where `make run` keeps its data, passwords and log", told="`.local`", of_make=True,
        ),
        Setting(
            "CHROMIUM", "text", None, "the browser of the tests", told="looked for, then fetched",
            of_make=True,
        ),
    ),
}  # fmt: skip

_BY_NAME = {setting.name: setting for group in SETTINGS.values() for setting in group}
_ENVIRONMENT = environ.Env()
_READERS = {
    "text": _ENVIRONMENT.str,
    "number": _ENVIRONMENT.int,
    "fraction": _ENVIRONMENT.float,
    "yes or no": _ENVIRONMENT.bool,
    "list": lambda name: [word for one in _ENVIRONMENT.list(name) if (word := one.strip())],
    "database": _ENVIRONMENT.db_url,
    "mail server": _ENVIRONMENT.email_url,
}
_EXAMPLES = {
    "number": "a whole number",
    "fraction": "a number",
    "database": "postgres://role:password@host:5432/name",
    "mail server": "smtp+tls://user:password@host:587",
}


def read(name: str) -> Any:
    """What the environment says, or the default; raises `NotSetWell` in one sentence."""
    setting = _BY_NAME[name]
    if not is_set(name) and setting.default is None:
        raise NotSetWell(f"{name} must be set: {setting.words} (docs/settings.md).")
    reader = _READERS[setting.kind]
    try:
        return reader(name) if is_set(name) else _default(setting)
    except (ValueError, environ.ImproperlyConfigured) as error:
        raise NotSetWell(f"{name} must be {_EXAMPLES[setting.kind]} (docs/settings.md).") from error


def is_set(name: str) -> bool:
    """An empty text is how a compose file leaves a setting out."""
    return bool(_ENVIRONMENT.ENVIRON.get(name))


def surroundings() -> dict[str, str]:
    """The environment as it is, for programs that we start."""
    return dict(_ENVIRONMENT.ENVIRON)


def refuse_missing() -> None:
    """Raise one sentence with all that production needs and does not find."""
    missing = [one.name for one in _BY_NAME.values() if one.needed and not is_set(one.name)]
    if missing:
        raise NotSetWell(f"Set {', '.join(missing)} in the environment (docs/settings.md).")


def paper() -> str:
    """docs/settings.md."""
    return "\n".join(_paper_lines()) + "\n"


def _default(setting: Setting) -> Any:
    if setting.kind == "mail server":
        return _ENVIRONMENT.email_url_config(setting.default)
    return setting.default


def _paper_lines() -> Iterator[str]:
    yield "# Settings"
    yield ""
    yield "All of them come from the environment. `make run` and `make test` need none."
    yield "This table is written by `python -m portal.settings.declared`, from the declaration in"
    yield "`portal/settings/declared.py` that the portal itself reads."
    for title, group in SETTINGS.items():
        yield from ("", f"## {title}", "", "| name | kind | without it | what it is |")
        yield "|---|---|---|---|"
        for one in group:
            told = one.told or f"`{one.default}`"
            must = "; must be set in production" if one.needed else ""
            yield f"| `{one.name}` | {one.kind} | {told}{must} | {one.words} |"


if __name__ == "__main__":
    PAPER.write_text(paper(), encoding="utf-8")
