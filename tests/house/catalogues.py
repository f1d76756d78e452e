"""What an app says, and what its Dutch catalogue holds.

`python -m tests.house.catalogues` prints, per app, what is missing (as .po entries to fill in) and
what is no longer said.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

PROJECT = Path(__file__).resolve().parents[2]
PACKAGES = ("loketten", "clients", "vacancies", "advice", "apprenticeships", "portal")
# Settings name languages, which Django translates; the embedded servers speak to developers.
SILENT = ("portal/settings", "portal/embedded")
# What stands in no app (loketten.kit, portal.api, the layouts) is said by the interface.
HOUSE = "loketten/ui"
TEMPLATE_FOLDERS = {"account": "loketten/accounts", "mfa": "loketten/accounts"}

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


class Said(NamedTuple):
    """One text of the interface; `plural` is empty when there is none."""

    text: str
    plural: str = ""
    context: str = ""


@cache
def apps() -> list[str]:
    """Folders of our apps, the deepest first, so that a file belongs to the nearest."""
    found = {file.parent for name in PACKAGES for file in (PROJECT / name).rglob("apps.py")}
    return sorted((str(path.relative_to(PROJECT)) for path in found), reverse=True)


@cache
def said() -> dict[str, dict[Said, str]]:
    """Per app: what it says, and one place where it says it."""
    texts: dict[str, dict[Said, str]] = defaultdict(dict)
    for path in _sources():
        where = str(path.relative_to(PROJECT))
        of_app = texts[_app_of(where)]
        for one in _texts(path):
            of_app.setdefault(one, where)
    return texts


def catalogue(app: str) -> Catalog:
    """The Dutch catalogue; an empty one when the app has none."""
    path = PROJECT / app / "locale" / "nl" / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return Catalog(locale="nl")
    with path.open("rb") as file:
        return read_po(file, locale="nl", abort_invalid=True)


@cache
def translated(app: str) -> dict[Said, tuple[str, ...]]:
    """What the catalogue holds in full: both forms of a plural, nothing fuzzy."""
    found = {}
    for message in catalogue(app):
        if not message.id:
            continue
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if all(strings) and not message.fuzzy:
            singular, plural = message.id if message.pluralizable else (message.id, "")
            found[Said(singular, plural, message.context or "")] = strings
    return found


def _sources() -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((PROJECT / package).rglob("*.py")):
            where = path.relative_to(PROJECT).as_posix()
            if "/migrations/" not in where and not where.startswith(SILENT):
                yield path
    for pattern in ("*.html", "*.txt"):
        yield from sorted((PROJECT / "templates").rglob(pattern))


def _app_of(where: str) -> str:
    first, _, rest = where.partition("/")
    if first != "templates":
        return next((app for app in apps() if where.startswith(f"{app}/")), HOUSE)
    folder = rest.partition("/")[0]
    own = next((app for app in apps() if app.rpartition("/")[2] == folder), HOUSE)
    return TEMPLATE_FOLDERS.get(folder, own)


def _texts(path: Path) -> Iterator[Said]:
    source = path.read_text()
    if path.suffix != ".py":
        # Blanked lines of a template are no Python: what is left of them may not be indented.
        lines = templatize(source, origin=str(path)).splitlines()
        source = "\n".join(line.strip() for line in lines)
    for _, text, _, context in extract("python", BytesIO(source.encode()), keywords=KEYWORDS):
        forms = text if isinstance(text, tuple) else (text, "")
        yield Said(forms[0], forms[1], context or "")


def _entry(one: Said, where: str) -> str:
    lines = [f"#: {where}"]
    if one.context:
        lines.append(f"msgctxt {_quoted(one.context)}")
    lines.append(f"msgid {_quoted(one.text)}")
    if one.plural:
        lines += [f"msgid_plural {_quoted(one.plural)}", 'msgstr[0] ""', 'msgstr[1] ""']
    else:
        lines.append('msgstr ""')
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def main() -> None:
    for app, texts in sorted(said().items()):
        held = translated(app)
        missing = {one: where for one, where in texts.items() if one not in held}
        unused = [one for one in held if one not in texts]
        sys.stdout.write(f"# {app}: {len(missing)} missing, {len(unused)} no longer said\n\n")
        sys.stdout.writelines(f"{_entry(one, where)}\n" for one, where in missing.items())
        sys.stdout.writelines(f"# no longer said: {one.text}\n" for one in unused)


if __name__ == "__main__":
    main()
