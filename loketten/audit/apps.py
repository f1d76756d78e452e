from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AuditConfig(AppConfig):
    name = "loketten.audit"
    label = "audit"

    def ready(self) -> None:
        # Effects of the outbox stand in each app's emails.py under a stable name.
        autodiscover_modules("emails")
