"""Every model is classified, and the catalogue of the database agrees."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from loketten.tenancy.models import DeskModel
from tests.house import gates, model_classes


def test_every_model_is_classified() -> None:
    assert list(gates.model_complaints(apps.get_models())) == []


def test_no_class_names_a_model_that_is_gone() -> None:
    labels = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    listed = set().union(*model_classes.CLASSES.values())
    assert listed - labels == set()


def test_a_planted_model_is_seen(planted_models: dict[str, type[models.Model]]) -> None:
    complaints = "\n".join(gates.model_complaints(planted_models.values()))
    assert "planted.Unclassified stands in 0 classes" in complaints


def test_a_planted_tenant_model_without_its_guards_is_seen(
    planted_models: dict[str, type[models.Model]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(model_classes.CLASSES, "tenant", {"planted.Careless"})
    complaints = "\n".join(gates.model_complaints([planted_models["Careless"]]))
    assert "planted.Careless.user names a user" in complaints
    assert "planted.Careless.client may leave the desk" in complaints
    assert "planted.Careless.client has a plain foreign key" in complaints
    assert "does not start with the desk" in complaints
    assert "has a unique field across desks" in complaints


@pytest.fixture
def planted_models(settings: Any) -> Any:
    """Models of an app that is never installed: the registry is put back afterwards."""
    before = dict(apps.all_models.get("planted", {}))

    class Unclassified(models.Model):
        class Meta:
            app_label = "planted"

    class Careless(DeskModel):
        user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
        client = models.ForeignKey("clients.Client", models.PROTECT, related_name="+")
        email = models.EmailField(unique=True)

        class Meta:
            app_label = "planted"
            constraints = [models.UniqueConstraint(name="planted_once", fields=["email"])]

    yield {"Unclassified": Unclassified, "Careless": Careless}
    apps.all_models["planted"].clear()
    apps.all_models["planted"].update(before)
    apps.clear_cache()


@pytest.mark.django_db
def test_the_catalogue_shows_no_hole() -> None:
    with connection.cursor() as cursor:
        assert list(gates.catalogue_complaints(cursor)) == []


PLANTED = {
    "CREATE TABLE forgotten (id bigint PRIMARY KEY, desk_id bigint)": [
        "forgotten is a table of no model",
        "forgotten has a desk and no forced row-level security",
    ],
    "ALTER TABLE clients_client NO FORCE ROW LEVEL SECURITY": [
        "clients_client has a desk and no forced row-level security"
    ],
    "ALTER TABLE clients_client DISABLE ROW LEVEL SECURITY": [
        "clients_client has a desk and no forced row-level security"
    ],
    "DROP POLICY desk ON advice_nextstep": ["advice_nextstep has no policy desk"],
    "DROP POLICY owner ON advice_nextstep": ["advice_nextstep has no policy owner"],
    "CREATE POLICY nation ON clients_client FOR SELECT USING (true)": [
        "clients_client: policy nation opens a second way in"
    ],
    "ALTER POLICY desk ON clients_client USING (true)": [
        "clients_client: policy desk asks something else than the desk: true"
    ],
    "ALTER TABLE clients_client ALTER desk_id DROP NOT NULL": [
        "clients_client.desk_id may be empty"
    ],
    "CREATE UNIQUE INDEX oracle ON clients_client (email)": [
        "clients_client: a unique index does not start with the desk"
    ],
    "ALTER TABLE advice_nextstep ADD CONSTRAINT plain FOREIGN KEY (file_id) "
    "REFERENCES clients_clientfile (id)": ["advice_nextstep: plain may leave the desk"],
    "CREATE VIEW everybody AS SELECT * FROM clients_client": [
        "everybody is a view that reads as its owner"
    ],
    "CREATE MATERIALIZED VIEW kept AS SELECT * FROM clients_client": [
        "kept is a view that reads as its owner"
    ],
    "CREATE FUNCTION peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS "
    "'SELECT count(*) FROM clients_client'": ["peek is a function that runs as its owner"],
    "GRANT TRUNCATE ON clients_client TO PUBLIC": [
        "clients_client: somebody but the owner may TRUNCATE"
    ],
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_hole_planted_in_the_database_is_seen(fault: str, as_owner: Any) -> None:
    as_owner.execute(fault)
    complaints = "\n".join(gates.catalogue_complaints(as_owner))
    for expected in PLANTED[fault]:
        assert expected in complaints
