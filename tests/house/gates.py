"""Gates: each returns complaints, so that a test can plant a fault and see the gate close."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver

from loketten.accounts.access import Access
from loketten.tenancy.constraints import SameDesk
from loketten.tenancy.models import DeskModel
from loketten.tenancy.models.desk import PublicDeskModel
from loketten.tenancy.tasks import DeskScope
from tests.house import model_classes

OURS = ("loketten", "clients", "advice", "apprenticeships", "vacancies", "portal")


def tenant_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if issubclass(model, DeskModel)]


def model_complaints(found: Iterable[type[models.Model]]) -> Iterator[str]:
    """Every model stands in one class, and is what its class says."""
    for model in found:
        label = model._meta.label
        classes = [name for name, labels in model_classes.CLASSES.items() if label in labels]
        if len(classes) != 1:
            yield f"{label} stands in {len(classes)} classes"
            continue
        if (classes[0] == "tenant") != issubclass(model, DeskModel):
            yield f"{label} is not a DeskModel, or should not be one"
        if (classes[0] == "public of a desk") != issubclass(model, PublicDeskModel):
            yield f"{label} is not a PublicDeskModel, or should not be one"
        if issubclass(model, DeskModel):
            yield from _tenant_model_complaints(model)


def _tenant_model_complaints(model: type[models.Model]) -> Iterator[str]:
    label = model._meta.label
    guarded = {c.field for c in model._meta.constraints if isinstance(c, SameDesk)}
    for field in model._meta.concrete_fields:
        target: Any = field.related_model
        if target is None or field.name == "desk":
            continue
        name = target._meta.label
        if name == "accounts.User":
            yield f"{label}.{field.name} names a user; a tenant row names a membership"
        is_of_desk = issubclass(target, DeskModel) or name == "accounts.Membership"
        if is_of_desk and field.name not in guarded:
            yield f"{label}.{field.name} may leave the desk: no SameDesk"
        if is_of_desk and getattr(field, "db_constraint", True):
            yield f"{label}.{field.name} has a plain foreign key; use desk_key()"
    if model._meta.many_to_many:
        yield f"{label} has a many-to-many without a desk of its own"
    for constraint in model._meta.constraints:
        unique = isinstance(constraint, models.UniqueConstraint)
        if unique and tuple(constraint.fields)[:1] != ("desk",):
            yield f"{label}: {constraint.name} does not start with the desk"
    if any(field.unique and not field.primary_key for field in model._meta.concrete_fields):
        yield f"{label} has a unique field across desks"


DESK_RULE = (
    "(desk_id = ( SELECT (NULLIF(current_setting('loketten.desk'::text, true), ''::text))::bigint"
)


def catalogue_complaints(cursor: Any) -> Iterator[str]:
    """What PostgreSQL itself says of every table, view and function in our schema."""
    tenant = {model._meta.db_table for model in tenant_models()}
    of_a_desk = {apps.get_model(label)._meta.db_table for label in model_classes.PUBLIC_OF_A_DESK}
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    for table, has_rls, is_forced, has_desk in _tables(cursor):
        if table == "django_migrations":
            continue
        if table not in known:
            yield f"{table} is a table of no model"
        if has_desk and not (has_rls and is_forced) and table not in _WITHOUT_RLS:
            yield f"{table} has a desk and no forced row-level security"
        if table in tenant | of_a_desk:
            yield from _table_complaints(cursor, table, writes_only=table in of_a_desk)
    yield from _other_complaints(cursor)


# Read before a desk is known, or about desks for everybody.
_WITHOUT_RLS = {
    "accounts_membership",
    "accounts_invitation",
    "accounts_token",
    "tenancy_formerslug",
}


def _tables(cursor: Any) -> list[tuple[str, bool, bool, bool]]:
    cursor.execute(
        "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, "
        "EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'desk_id' "
        "AND NOT a.attisdropped) FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace "
        "AND c.relkind IN ('r', 'p') ORDER BY 1"
    )
    return list(cursor.fetchall())


def _table_complaints(cursor: Any, table: str, *, writes_only: bool) -> Iterator[str]:
    cursor.execute(
        "SELECT attnotnull FROM pg_attribute WHERE attrelid = %s::regclass AND attname = 'desk_id'",
        [table],
    )
    if cursor.fetchone() != (True,):
        yield f"{table}.desk_id may be empty"
    cursor.execute(
        "SELECT policyname, permissive, roles::text, cmd, coalesce(qual, ''), "
        "coalesce(with_check, '') FROM pg_policies WHERE tablename = %s",
        [table],
    )
    policies = {row[0]: row[1:] for row in cursor.fetchall()}
    yield from _policy_complaints(table, policies, writes_only=writes_only)
    cursor.execute(
        "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = %s::regclass "
        "AND indisunique AND NOT indisprimary",
        [table],
    )
    uniques = [row[0] for row in cursor.fetchall()]
    if not any("(desk_id, id)" in index for index in uniques):
        yield f"{table} has no UNIQUE (desk_id, id)"
    for index in uniques:
        if "(desk_id" not in index:
            yield f"{table}: a unique index does not start with the desk: {index}"
    cursor.execute(
        "SELECT privilege_type FROM information_schema.role_table_grants "
        "WHERE table_name = %s AND grantee <> current_user "
        "AND privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')",
        [table],
    )
    for (privilege,) in cursor.fetchall():
        yield f"{table}: somebody but the owner may {privilege}"
    yield from _key_complaints(cursor, table)


def _policy_complaints(table: str, policies: dict[str, Any], *, writes_only: bool) -> Iterator[str]:
    expected = (
        {"public", "adding", "changing", "removing", "owner"}
        if writes_only
        else {
            "desk",
            "owner",
        }
    )
    for name, (permissive, roles, command, using, check) in policies.items():
        if permissive == "PERMISSIVE" and name not in expected:
            yield f"{table}: policy {name} opens a second way in"
        if name == "owner" and (roles == "{public}" or (using, check) != ("true", "true")):
            yield f"{table}: the owner's policy is for everybody"
        if name == "public" and command != "SELECT":
            yield f"{table}: the public may write"
        if name not in {"owner", "public"} and permissive == "PERMISSIVE":
            for rule in (using, check):
                if rule and not rule.startswith(DESK_RULE):
                    yield f"{table}: policy {name} asks something else than the desk: {rule}"
    for name in expected - policies.keys():
        yield f"{table} has no policy {name}"


def _key_complaints(cursor: Any, table: str) -> Iterator[str]:
    cursor.execute(
        "SELECT conname, pg_get_constraintdef(oid), confrelid::regclass::text, "
        "condeferrable FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'",
        [table],
    )
    tenant = {model._meta.db_table for model in tenant_models()} | {"accounts_membership"}
    for name, definition, target, is_deferrable in cursor.fetchall():
        if "CASCADE" in definition:
            yield f"{table}: {name} cascades in the database"
        if target in tenant and not definition.startswith("FOREIGN KEY (desk_id, "):
            yield f"{table}: {name} may leave the desk"
        if target in tenant and is_deferrable:
            yield f"{table}: {name} can be put off"


def _other_complaints(cursor: Any) -> Iterator[str]:
    cursor.execute(
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND "
        "(c.relkind = 'm' OR c.relkind = 'v' AND NOT coalesce("
        "'security_invoker=true' = ANY (c.reloptions), false))"
    )
    for (view,) in cursor.fetchall():
        yield f"{view} is a view that reads as its owner"
    cursor.execute(
        "SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace "
        "AND p.prosecdef"
    )
    for (function,) in cursor.fetchall():
        yield f"{function} is a function that runs as its owner"


def walk(
    patterns: Iterable[URLPattern | URLResolver], space: str = "", route: str = ""
) -> Iterator[tuple[str, str, Any]]:
    """Each address once: its name, its route and its view."""
    for pattern in patterns:
        whole = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from walk(pattern.url_patterns, inner, whole)
        else:
            yield f"{space}{pattern.name}", whole, pattern.callback


def url_complaints(
    patterns: Iterable[URLPattern | URLResolver], table: dict[str, Access]
) -> Iterator[str]:
    """Every address is named, marked, and stands in the table with that mark."""
    for name, route, view in walk(patterns):
        access = getattr(view, "access", None)
        if name.endswith("None"):
            yield f"{route} has no name"
        elif not isinstance(access, Access):
            yield f"{name} has no door"
        elif name not in table:
            yield f"{name} is not in the access table"
        elif table[name] != access:
            yield f"{name} is marked {access}, the table says {table[name]}"


def task_complaints(tasks: Iterable[Any]) -> Iterator[str]:
    """Every task of ours says which desks it touches."""
    for task in tasks:
        if task.name.startswith("celery."):
            continue
        if not isinstance(getattr(task, "desk_scope", None), DeskScope):
            yield f"task {task.name} does not say which desks it touches"


def command_complaints(commands: dict[str, Any]) -> Iterator[str]:
    """Every management command of ours says which desks it touches."""
    for name, command in commands.items():
        if not isinstance(getattr(command, "desk_scope", None), DeskScope):
            yield f"command {name} does not say which desks it touches"


def cache_complaints(sources: Iterable[Path]) -> Iterator[str]:
    """Nobody but the door to the cache, and the health check, touches Django's cache."""
    allowed = {"loketten/tenancy/cache.py", "portal/health/views.py"}
    for source in sources:
        if any(str(source).endswith(path) for path in allowed):
            continue
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            module = getattr(node, "module", None) if isinstance(node, ast.ImportFrom) else None
            names = [alias.name for alias in getattr(node, "names", [])]
            if module == "django.core.cache" or (
                isinstance(node, ast.Import) and "django.core.cache" in names
            ):
                yield f"{source} uses the cache without saying whose key it is"
