"""A mail server that keeps what it gets, and can fall silent before it says thank you."""

import asyncio
import threading
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller

from tests.embedded.stack import free_port


class MailSink:
    """Counts the copies that arrived whole, by Message-ID, in order of arrival."""

    def __init__(self) -> None:
        self.arrived: list[str] = []
        self._may_answer = threading.Event()
        self._may_answer.set()
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self._controller.port}"

    def start(self) -> None:
        self._controller.start()

    def stop(self) -> None:
        self.answer()
        self._controller.stop()

    def fall_silent(self) -> None:
        """Take a mail in, and leave the sender in doubt."""
        self._may_answer.clear()

    def answer(self) -> None:
        self._may_answer.set()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """The name is the library's."""
        self.arrived.append(message_from_bytes(envelope.content)["Message-ID"])
        while not self._may_answer.is_set():
            await asyncio.sleep(0.02)
        return "250 Thank you"
