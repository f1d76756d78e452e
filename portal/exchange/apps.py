from django.apps import AppConfig
from django.utils.module_loading import import_string


class ExchangeConfig(AppConfig):
    name = "portal.exchange"

    def ready(self) -> None:
        # Registers what the outbox does for us.
        import_string("portal.exchange.effects.check_import")
