# One image for web, worker, beat and keeper. Not built where this was written: there is no
# container engine there. tests/deployment runs what docker-compose.yml says in another way.

# ---- what the browser gets: needs Node.js, fonttools and a compiler of styles; none of it stays
FROM python:3.11-slim-trixie AS assets
WORKDIR /app
COPY requirements-run.txt requirements-node.txt ./
RUN python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir --require-hashes --no-deps --only-binary :all: \
        -r requirements-run.txt -r requirements-node.txt
COPY . .
# Files of somebody with a strict umask are hers alone: who runs here must read them.
RUN .venv/bin/python -m portal.embedded.build && rm -rf node_modules .venv && chmod -R a+rX .

# ---- the libraries of the portal itself, each compared with its hash
FROM python:3.11-slim-trixie AS libraries
WORKDIR /app
COPY requirements.txt ./
RUN python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir --require-hashes --no-deps --only-binary :all: \
        -r requirements.txt \
    && .venv/bin/pip uninstall --yes pip

# ---- what runs
FROM python:3.11-slim-trixie
# pg_dump and pg_restore of the server's own version, for backups.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /tmp --shell /usr/sbin/nologin loketten \
    && install -d -o loketten -g loketten /state /state/audit-heads /state/backups
WORKDIR /app
COPY --from=assets /app ./
COPY --from=libraries /app/.venv .venv
ENV PATH="/app/.venv/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=portal.settings.production \
    DRAINING_FILE=/tmp/loketten-draining
USER 10001
EXPOSE 8000
# The same words as in docker-compose.yml, where the other parts have theirs.
HEALTHCHECK --interval=10s --timeout=6s --start-period=30s CMD ["python", "-m", "portal.deployment.probe", "web", "127.0.0.1:8000"]
CMD ["python", "-m", "portal.deployment.drain", "--seconds", "5", "python", "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", "--backlog", "1024", "--respawn-failed-workers", "--workers-kill-timeout", "30", "--log-level", "warning", "--log-config", "portal/deployment/log-of-web.json", "portal.wsgi:application"]
