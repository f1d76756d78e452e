"""Migration operations that put a table behind the second and third belt."""

from abc import ABC, abstractmethod
from typing import Any

from django.conf import settings
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState

DESK_OF_SETTING = "(SELECT nullif(current_setting('loketten.desk', true), '')::bigint)"
MEMBER_OF_SETTING = "(SELECT nullif(current_setting('loketten.member', true), '')::bigint)"

_FORCED = (
    "ALTER TABLE {table} ADD UNIQUE (desk_id, id); "
    "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; "
    "ALTER TABLE {table} FORCE ROW LEVEL SECURITY; "
)
_OWNERS_POLICY = "CREATE POLICY owner ON {table} TO CURRENT_USER USING (true) WITH CHECK (true)"


class TableOperation(Operation, ABC):
    reduces_to_sql = True
    reversible = True
    category = OperationCategory.SQL
    # The names of what it puts around the table, for who looks whether they still stand.
    policies: frozenset[str] = frozenset()

    def __init__(self, model: str) -> None:
        self.model = model

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The model's state does not change."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        model = to_state.apps.get_model(app_label, self.model)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            table = schema_editor.quote_name(model._meta.db_table)
            schema_editor.execute(self.sql(schema_editor).format(table=table))

    def database_backwards(self, *args: Any) -> None:
        """Nothing to undo: the table itself goes."""

    @abstractmethod
    def sql(self, schema_editor: BaseDatabaseSchemaEditor) -> str:
        """With `{table}` where the name goes."""


class ProtectByDesk(TableOperation):
    """Row-level security by desk, and UNIQUE (desk, id) for keys that stay at the desk.

    FORCE makes the owner obey too, hence a policy of its own: without it a migration would
    change no row and say nothing.
    """

    policies = frozenset({"desk", "owner"})

    def sql(self, schema_editor: BaseDatabaseSchemaEditor) -> str:
        rule = f"desk_id = {DESK_OF_SETTING}"
        return (
            f"{_FORCED}"
            f"CREATE POLICY desk ON {{table}} USING ({rule}) WITH CHECK ({rule}); "
            f"{_OWNERS_POLICY}"
        )

    def describe(self) -> str:
        return f"Protect {self.model} by desk"


class ProtectWritesByDesk(TableOperation):
    """Everybody reads, and only code inside `at_desk` of the row's desk writes."""

    policies = frozenset({"public", "adding", "changing", "removing", "owner"})

    def sql(self, schema_editor: BaseDatabaseSchemaEditor) -> str:
        rule = f"desk_id = {DESK_OF_SETTING}"
        return (
            f"{_FORCED}"
            "CREATE POLICY public ON {table} FOR SELECT USING (true); "
            f"CREATE POLICY adding ON {{table}} FOR INSERT WITH CHECK ({rule}); "
            f"CREATE POLICY changing ON {{table}} FOR UPDATE USING ({rule}) WITH CHECK ({rule}); "
            f"CREATE POLICY removing ON {{table}} FOR DELETE USING ({rule}); "
            f"{_OWNERS_POLICY}"
        )

    def describe(self) -> str:
        return f"Let only its desk write {self.model}"


class OnlyAuthor(TableOperation):
    """A second, restrictive policy: a row is for its author alone, also for this desk's others."""

    policies = frozenset({"author"})

    def __init__(self, model: str, author: str = "author_id") -> None:
        super().__init__(model)
        self.author = author

    def sql(self, schema_editor: BaseDatabaseSchemaEditor) -> str:
        owner = schema_editor.connection.settings_dict["USER"].replace("'", "''")
        rule = f"{self.author} = {MEMBER_OF_SETTING} OR (SELECT current_user) = '{owner}'"
        return (
            f"CREATE POLICY author ON {{table}} AS RESTRICTIVE USING ({rule}) WITH CHECK ({rule})"
        )

    def describe(self) -> str:
        return f"Keep {self.model} for its author"


class AppendOnly(TableOperation):
    """The app role keeps INSERT and SELECT only."""

    def sql(self, schema_editor: BaseDatabaseSchemaEditor) -> str:
        return f"REVOKE UPDATE, DELETE, TRUNCATE ON {{table}} FROM {_app_role(schema_editor)}"

    def describe(self) -> str:
        return f"Make {self.model} append-only"


class GrantToApp(Operation):
    """Lets the app role of DATABASE_URL use, and never own, what the owner makes from now on."""

    reduces_to_sql = True
    reversible = True
    category = OperationCategory.SQL

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models' state does not change."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        app, rights = _app_role(schema_editor), "SELECT, INSERT, UPDATE, DELETE"
        schema_editor.execute(  # the names come from our settings and are quoted
            f"GRANT USAGE ON SCHEMA public TO {app}; "  # noqa: S608
            f"GRANT {rights} ON ALL TABLES IN SCHEMA public TO {app}; "
            f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}; "
            f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {rights} ON TABLES TO {app}; "
            f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app}; "
            f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {app}"
        )

    def database_backwards(self, *args: Any) -> None:
        """The rights go with the tables."""

    def describe(self) -> str:
        return "Let the app role use the tables"


def _app_role(schema_editor: BaseDatabaseSchemaEditor) -> str:
    return schema_editor.quote_name(settings.DATABASES["default"]["USER"])
