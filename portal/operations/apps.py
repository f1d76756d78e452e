from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "portal.operations"

    def ready(self) -> None:
        from loketten.tenancy import tasks
        from portal.operations import failures

        tasks.oversee(failures)
