"""The number of what is being done now: of a request, and of the tasks that it started."""

from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("loketten_request_id", default="")
