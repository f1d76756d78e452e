from django.apps import AppConfig
from django.utils.module_loading import import_string


class ReportingConfig(AppConfig):
    name = "portal.reporting"

    def ready(self) -> None:
        # Registers what the outbox does for us.
        import_string("portal.reporting.effects.make_desk_report")
