"""Turns each app's .po into the .mo that Django reads, without gettext's own tools."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from portal.embedded.console import RefusalError


def compile_catalogue(source: Path) -> Path:
    """Write the .mo beside the .po, whole or not at all."""
    try:
        with source.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
    except PoFileError as error:
        raise RefusalError(f"{source} is not a catalogue that can be read: {error}.") from error
    target = source.with_suffix(".mo")
    draft = target.with_suffix(".mo.new")
    with draft.open("wb") as compiled:
        write_mo(compiled, catalogue)
    draft.replace(target)
    return target
