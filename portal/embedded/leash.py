"""Runs a command that ends with its parent, as another user when asked; standard library only.

Started as a file: `python -I -S leash.py PARENT USER GROUP SIGNAL COMMAND...`. A preexec_fn in a
program with threads may hang; a small program in between cannot.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def end_with_parent(death: int) -> None:
    """On Linux the kernel sends `death` when the parent is gone; elsewhere pid files must do."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, death)


def become(user: int, group: int) -> None:
    """Give up root for good: groups first, because afterwards it is not allowed any more."""
    os.setgroups([])
    os.setgid(group)
    os.setuid(user)


def leashed(command: list[str], *, death: int, user: tuple[int, int] | None = None) -> list[str]:
    """The command line that runs `command` on a leash held by this very program."""
    uid, gid = user or (os.getuid(), os.getgid())
    leash = [sys.executable, "-I", "-S", os.path.abspath(__file__)]
    return [*leash, str(os.getpid()), str(uid), str(gid), str(int(death)), *command]


def main(arguments: list[str]) -> None:
    parent, user, group, death = (int(argument) for argument in arguments[:4])
    if user != os.getuid():
        become(user, group)
    end_with_parent(death)  # after setuid, which clears it
    if os.getppid() != parent:
        sys.exit(f"The parent {parent} was gone before {arguments[4]} could start.")
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    os.execvp(arguments[4], arguments[4:])


if __name__ == "__main__":
    main(sys.argv[1:])
