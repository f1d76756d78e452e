"""Refuses database roles for which row-level security would not hold."""

from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

_UNSAFE = """
    SELECT r.rolname FROM pg_roles AS r
    WHERE pg_has_role(session_user, r.oid, 'MEMBER')
      AND (r.rolsuper OR r.rolbypassrls OR EXISTS (
            SELECT FROM pg_class AS c
            WHERE c.relowner = r.oid AND c.relrowsecurity AND c.relkind IN ('r', 'p')))
    LIMIT 1
"""


class UnsafeRoleError(ImproperlyConfigured):
    """The connected role is, or may become, one that bypasses row-level security."""


def refuse_unsafe_role(database: BaseDatabaseWrapper = connection) -> None:
    """Raise `UnsafeRoleError` for a superuser, a BYPASSRLS role, an owner of tenant tables,
    or a member of any of these."""
    with database.cursor() as cursor:
        cursor.execute(_UNSAFE)
        row = cursor.fetchone()
    if row:
        raise UnsafeRoleError(
            f"The database role '{row[0]}' could pass the walls between the desks. "
            "Set DATABASE_URL to the app role (NOSUPERUSER NOBYPASSRLS, owner of nothing)."
        )
