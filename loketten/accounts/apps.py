from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "loketten.accounts"
    label = "accounts"
