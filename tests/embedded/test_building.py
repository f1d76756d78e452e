"""Translations, fingerprints and other small parts of the build."""

import gettext
from pathlib import Path

import pytest

from portal.embedded.chromium import find_chromium
from portal.embedded.console import RefusalError
from portal.embedded.fingerprint import Stamps, fingerprint, source_files
from portal.embedded.log import Log
from portal.embedded.translations import compile_catalogue

_HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def test_a_catalogue_is_compiled_without_gettext_of_the_system(tmp_path: Path) -> None:
    source = tmp_path / "django.po"
    source.write_text(f'{_HEADER}msgid "Desk"\nmsgstr "Loket café"\n', encoding="utf-8")

    with compile_catalogue(source).open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Desk") == "Loket café"


def test_a_broken_catalogue_is_named(tmp_path: Path) -> None:
    source = tmp_path / "django.po"
    source.write_text(f'{_HEADER}msgid "Desk"\nnonsense\n')

    with pytest.raises(RefusalError, match=r"django\.po is not a catalogue"):
        compile_catalogue(source)


def test_a_fingerprint_sees_contents_and_names_but_no_leftovers(tmp_path: Path) -> None:
    file = tmp_path / "app" / "models.py"
    file.parent.mkdir()
    file.write_text("one")
    first = fingerprint([tmp_path])
    (file.parent / "__pycache__").mkdir()
    (file.parent / "__pycache__" / "models.pyc").write_text("compiled")
    assert fingerprint([tmp_path]) == first

    file.write_text("two")
    changed = fingerprint([tmp_path])
    file.rename(file.with_name("forms.py"))
    assert len({first, changed, fingerprint([tmp_path])}) == 3


def test_source_files_are_ours_alone(tmp_path: Path) -> None:
    for place in ("clients", ".venv", "node_modules", "tests"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "models.py").touch()
    (tmp_path / "clients" / "logo.svg").touch()

    assert source_files(tmp_path, ".py") == [tmp_path / "clients" / "models.py"]


def test_a_step_that_broke_off_is_done_again(tmp_path: Path) -> None:
    stamps = Stamps(tmp_path / "stamps.json")
    stamps.set("assets", "abc")
    stamps.set("static", "def")
    assert stamps.has("assets", "abc")

    stamps.drop("assets")
    assert not stamps.has("assets", "abc")
    assert stamps.has("static", "def")


def test_the_log_keeps_whole_lines_with_the_name_of_who_wrote_them(tmp_path: Path) -> None:
    path = tmp_path / "portal.log"
    path.write_text("x" * 5_000_001)
    log = Log(path)
    log.write("web", "hello")
    log.close()

    assert path.read_text() == "web      | hello\n"
    assert (tmp_path / "portal.1.log").stat().st_size == 5_000_001


def test_a_chromium_that_is_named_and_does_not_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusalError, match="which does not run: install Chromium, or name one"):
        find_chromium({"CHROMIUM": str(tmp_path / "none")}, kept=tmp_path, say=str)


def test_a_chromium_that_is_named_is_taken(tmp_path: Path) -> None:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\necho Chromium 1\n")
    program.chmod(0o755)

    assert find_chromium({"CHROMIUM": str(program)}, kept=tmp_path, say=str) == str(program)


def test_where_npm_gives_no_chromium_one_on_the_path_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = {"npm": "exit 1", "node": "echo v24.0.0", "chromium": "echo Chromium 1"}
    for name, words in programs.items():
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{words}\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    told: list[str] = []
    found = find_chromium({}, kept=tmp_path / "kept", say=told.append)
    assert found == str(tmp_path / "chromium")
    assert "could not fetch Chromium" in told[-1]
