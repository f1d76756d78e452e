"""Foreign keys that cannot leave the desk."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils.translation import gettext_lazy as _


class SameDesk(models.BaseConstraint):
    """FOREIGN KEY (desk, field) -> (desk, id) with its index; the field is a `desk_key`."""

    default_violation_error_message = _("This choice does not exist. Choose another one.")

    def __init__(self, *, field: str, name: str = "") -> None:
        super().__init__(name=name or f"%(app_label)s_%(class)s_{field}_same_desk")
        self.field = field

    def create_sql(
        self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> str:
        assert model is not None
        assert schema_editor is not None
        quote = schema_editor.quote_name
        field: Any = model._meta.get_field(self.field)
        table, column = quote(model._meta.db_table), quote(field.column)
        target = field.remote_field.model._meta
        return (
            f"ALTER TABLE {table} ADD CONSTRAINT {quote(self.name)} "
            f"FOREIGN KEY (desk_id, {column}) "
            f"REFERENCES {quote(target.db_table)} (desk_id, {quote(target.pk.column)}); "
            f"CREATE INDEX {quote(self.name + '_idx')} ON {table} (desk_id, {column})"
        )

    def constraint_sql(
        self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> str:
        # Not inside CREATE TABLE: the other table's UNIQUE (desk, id) may come later.
        assert schema_editor is not None
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))
        return ""

    def remove_sql(
        self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> str:
        assert model is not None
        assert schema_editor is not None
        quote = schema_editor.quote_name
        return (
            f"DROP INDEX {quote(self.name + '_idx')}; "
            f"ALTER TABLE {quote(model._meta.db_table)} DROP CONSTRAINT {quote(self.name)}"
        )

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: set[str] | None = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        field: Any = model._meta.get_field(self.field)
        target_id = getattr(instance, field.attname)
        if target_id is None or (exclude and self.field in exclude):
            return
        here = field.remote_field.model._base_manager.filter(
            pk=target_id,
            desk_id=getattr(instance, "desk_id"),  # noqa: B009
        )
        if not here.exists():
            raise ValidationError({self.field: self.get_violation_error_message()})

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "field": self.field}

    def __eq__(self, other: object) -> bool:
        if isinstance(other, SameDesk):
            return (self.name, self.field) == (other.name, other.field)
        return NotImplemented

    def __hash__(self) -> int:
        return hash((self.name, self.field))


def desk_key(to: str, **kwargs: Any) -> Any:
    """A key to a row of the same desk: the database side of it is a `SameDesk` constraint."""
    kwargs.setdefault("on_delete", models.PROTECT)
    return models.ForeignKey(to, db_constraint=False, db_index=False, **kwargs)
