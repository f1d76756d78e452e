"""One round: write, kill, start again, and look whether all that was promised is there."""

import time
from dataclasses import dataclass

from tests.embedded.stack import SERVING_SECONDS, Stack
from tests.embedded.visitor import Visitor
from tests.embedded.writers import (
    Writer,
    in_postgresql,
    in_redis,
    into_postgresql,
    into_redis,
    prepare_table,
)

TARGETS = ("web", "worker", "beat", "postgres", "redis")
_WRITING_SECONDS = 0.7


@dataclass(frozen=True)
class Outcome:
    """What a round showed."""

    seconds: float
    acknowledged: int
    lost: int


def kill_round(stack: Stack, target: str) -> Outcome:
    """Kill one process of a serving stack and start again at once, as an impatient person does."""
    visitor = Visitor(stack.port)
    visitor.sign_in()
    prepare_table(stack.setting("DATABASE_OWNER_URL"))
    first = time.time_ns()
    writers = [
        Writer(into_postgresql(stack.setting("DATABASE_URL")), first=first),
        Writer(into_redis(stack.setting("REDIS_URL")), first=first),
    ]
    time.sleep(_WRITING_SECONDS)
    killed_at = time.monotonic()
    stack.kill(target)
    stack.start()
    stack.wait_until_ready(SERVING_SECONDS)
    seconds = time.monotonic() - killed_at
    promised = [set(writer.stop()) for writer in writers]
    kept = [in_postgresql(stack.setting("DATABASE_URL")), in_redis(stack.setting("REDIS_URL"))]
    lost = sum(len(told - found) for told, found in zip(promised, kept, strict=True))
    lost += not visitor.is_known()
    return Outcome(seconds, sum(len(told) for told in promised) + 1, lost)
