"""How many tasks wait in Redis, asked for a page that must not wait for it."""

from typing import NamedTuple

import redis
from django.conf import settings

NAMES = ("celery", "keeping")


class Queues(NamedTuple):
    """Waiting to begin, and begun without being done."""

    waiting: int
    begun: int


def queues() -> Queues | None:
    """None when Redis is away."""
    server = redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1)
    try:
        with server.pipeline(transaction=False) as asked:
            for name in NAMES:
                asked.llen(name)
            asked.hlen("unacked")
            *waiting, begun = asked.execute()
    except (redis.RedisError, OSError):
        return None
    finally:
        server.close()
    return Queues(sum(waiting), begun)
