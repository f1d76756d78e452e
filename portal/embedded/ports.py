"""Ports on this machine: which are free, and one that is."""

import errno
import socket
from contextlib import closing

LOOPBACK = "127.0.0.1"
_BOTH = ((socket.AF_INET, LOOPBACK), (socket.AF_INET6, "::1"))


def is_free(port: int) -> bool:
    """Nobody listens, on either meaning of `localhost`: a browser may try ::1 first."""
    return all(_can_bind(family, host, port) for family, host in _BOTH)


def _can_bind(family: socket.AddressFamily, host: str, port: int) -> bool:
    with closing(socket.socket(family, socket.SOCK_STREAM)) as attempt:
        # Without it a port of a program that just ended looks taken for a minute.
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError as error:
            return error.errno not in {errno.EADDRINUSE, errno.EACCES}  # no IPv6 is not "taken"
    return True


def free_port() -> int:
    """One that the kernel gives out; whoever starts a server on it must be ready to try again."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as attempt:
        attempt.bind((LOOPBACK, 0))
        port: int = attempt.getsockname()[1]
    return port


def next_free_port(first: int) -> int:
    """The first free port from `first` on."""
    return next(port for port in range(first, first + 1000) if is_free(port))
