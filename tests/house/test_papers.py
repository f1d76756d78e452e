"""What the papers say is so, and nothing in the repository tells where it was made."""

import re
from typing import Any

import pytest
import yaml

from portal.demo.cast import CAST, PASSWORD
from tests.house.papers import PROJECT, REGISTRIES, our_files, place_complaints

README = (PROJECT / "README.md").read_text(encoding="utf-8")
LARGEST_BYTES = 1_000_000


def test_the_readme_names_every_make_target() -> None:
    makefile = (PROJECT / "Makefile").read_text()
    targets = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert targets is not None
    named = re.findall(r"\bmake ([a-z-]+)", README)
    assert {"run", "test"} <= set(named)
    assert [name for name in targets[1].split() if name not in named] == []


def test_the_readme_names_every_top_folder() -> None:
    folders = {path.relative_to(PROJECT).parts[0] for path in our_files() if path.parent != PROJECT}
    assert len(folders) > 7
    missing = [
        name for name in sorted(folders) if not re.search(rf"`{re.escape(name)}[/`]", README)
    ]
    # `loketten` is the ground floor, and stands there by its rooms.
    assert missing == [], missing


def test_the_readme_names_only_what_exists() -> None:
    """Links, and folders between backquotes."""
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (PROJECT / link).exists()] == []


def test_the_readme_introduces_the_cast_as_it_is() -> None:
    assert f"`{PASSWORD}`" in README
    for player in CAST:
        assert f"| {player.name} | `{player.email}` |" in README
    assert README.count("@example.nl` |") == len(CAST)


def test_the_licence_is_whole() -> None:
    text = (PROJECT / "LICENSE").read_text(encoding="utf-8")
    assert "European Union Public Licence" in text
    assert [int(number) for number in re.findall(r"^(\d+)\. [A-Z]", text, re.MULTILINE)] == list(
        range(1, 16)
    )
    assert "‘Compatible Licences’ according to Article 5 EUPL are:" in text
    assert text.rstrip().endswith("new\nEUPL version.")


def test_publiccode_has_what_the_standard_asks() -> None:
    paper: dict[str, Any] = yaml.safe_load((PROJECT / "publiccode.yml").read_text("utf-8"))
    assert paper["publiccodeYmlVersion"] == "0.4"
    assert {"name", "url", "platforms", "maintenance"} <= paper.keys()
    assert paper["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert paper["softwareType"] == "standalone/web"
    assert paper["legal"]["license"] == "EUPL-1.2"
    assert paper["maintenance"]["contacts"][0]["name"]
    assert paper["localisation"]["localisationReady"] is True
    assert set(paper["description"]) == set(paper["localisation"]["availableLanguages"])
    for told in paper["description"].values():
        assert len(told["shortDescription"]) <= 150
        assert 150 <= len(told["longDescription"]) <= 10_000
        assert all(len(feature) <= 100 for feature in told["features"])


def test_all_papers_tell_the_same_version() -> None:
    version = re.search(r'^version = "(.+)"$', (PROJECT / "pyproject.toml").read_text(), re.M)
    assert version is not None
    assert f"## {version[1]}" in (PROJECT / "CHANGELOG.md").read_text("utf-8")
    paper = yaml.safe_load((PROJECT / "publiccode.yml").read_text("utf-8"))
    assert paper["softwareVersion"] == version[1]


def test_decisions_are_numbered_and_tell_what_they_cost() -> None:
    papers = sorted((PROJECT / "docs" / "decisions").glob("*.md"))
    assert [int(paper.name[:3]) for paper in papers] == list(range(1, len(papers) + 1))
    assert papers
    for paper in papers:
        headings = re.findall(r"^## (.+)$", paper.read_text("utf-8"), re.MULTILINE)
        assert headings == ["Context", "Choice", "Price"], paper.name


def test_no_file_is_large() -> None:
    assert [path for path in our_files() if path.stat().st_size > LARGEST_BYTES] == []


def test_no_file_tells_where_it_was_made() -> None:
    seen = 0
    for path in our_files():
        text = path.read_bytes().decode("utf-8", "replace")
        assert list(place_complaints(path, text)) == []
        seen += 1
    assert seen > 500


@pytest.mark.parametrize("leak", [*REGISTRIES, f"{PROJECT}/manage.py"])
def test_a_file_that_tells_is_caught(leak: str) -> None:
    assert len(list(place_complaints(PROJECT / "README.md", f"see https://{leak} there"))) == 1


def test_what_is_made_here_is_no_file_of_ours() -> None:
    assert not {path.relative_to(PROJECT).parts[0] for path in our_files()} & {
        ".venv", ".git", "node_modules", ".build", ".local",
    }  # fmt: skip
