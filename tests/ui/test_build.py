"""The build of styles, font and icons says in one sentence what is missing."""

from pathlib import Path

import pytest
from django.conf import settings

from portal.embedded import assets

PROJECT = Path(settings.BASE_DIR)


def test_without_node_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr("sys.path", [])
    with pytest.raises(assets.AssetsError, match=r"install Node\.js 20 or newer"):
        assets.build(PROJECT, None, lambda step: None)


def test_a_folder_without_node_is_named(tmp_path: Path) -> None:
    with pytest.raises(assets.AssetsError, match=str(tmp_path)):
        assets.build(PROJECT, tmp_path, lambda step: None)


def test_an_icon_that_tabler_does_not_have_is_named(tmp_path: Path) -> None:
    (tmp_path / "node_modules").symlink_to(PROJECT / "node_modules")
    names = tmp_path / "loketten" / "ui"
    names.mkdir(parents=True)
    (names / "icons.py").write_text('ICONS = {"check", "no-such-icon"}\n')
    with pytest.raises(assets.AssetsError, match="no-such-icon"):
        assets._draw_icons(tmp_path, tmp_path)


def test_a_failing_tool_gives_its_own_words(tmp_path: Path) -> None:
    script = tmp_path / "tool"
    script.write_text("#!/bin/sh\necho 'the sheet is broken' >&2\nexit 3\n")
    script.chmod(0o755)
    with pytest.raises(assets.AssetsError, match="the sheet is broken"):
        assets._run([str(script)], tmp_path, Path("/usr/bin/node"))
