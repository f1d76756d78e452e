"""Processor time of a server and all of its children, from /proc."""

import os
from collections.abc import Iterable
from pathlib import Path

_PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")


def used(leader: int) -> float:
    """Seconds since they began, also of children that ended meanwhile."""
    return sum(_spent(pid) for pid in _tree(leader)) / _TICKS


def _tree(leader: int) -> Iterable[int]:
    parents = {
        int(entry.name): fields
        for entry in _PROC.glob("[0-9]*")
        if (fields := _stat(int(entry.name)))
    }
    found, fresh = {leader}, {leader}
    while fresh:
        fresh = {pid for pid, fields in parents.items() if int(fields[1]) in fresh} - found
        found |= fresh
    return found


def _spent(pid: int) -> int:
    """In user and in system mode, its own and of children that it buried."""
    fields = _stat(pid)
    return sum(int(part) for part in fields[11:15]) if fields else 0


def _stat(pid: int) -> list[str]:
    """The fields after the program's name, which may hold spaces and brackets."""
    try:
        text = (_PROC / str(pid) / "stat").read_text(errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()
