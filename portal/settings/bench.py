"""Settings of `make bench`: those of `make run`, and a middleware that counts when asked."""

from portal.settings.development import *

MIDDLEWARE = ["portal.bench.queries.CountQueriesMiddleware", *MIDDLEWARE]
