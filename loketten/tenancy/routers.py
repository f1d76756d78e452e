"""Keeps the owner's connection for migrations."""

from typing import Any


class OwnerMigratesRouter:
    """The app role may not change tables, so migrations run on `owner` when it is configured."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return db == "owner"
