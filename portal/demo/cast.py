"""Who can sign in to the demo. The password is no secret: these accounts exist only with DEMO."""

from typing import NamedTuple

from loketten.accounts.rights import NationalRole, Role

PASSWORD = "samen-leren-en-werken"  # noqa: S105


class Player(NamedTuple):
    """One person of the cast; `desks` are slugs, empty for a national role."""

    name: str
    email: str
    roles: tuple[Role, ...] = ()
    desks: tuple[str, ...] = ()
    organisation: str = ""
    national_roles: tuple[NationalRole, ...] = ()


CAST = (
    Player("Samira Oudendijk", "samira@example.nl", (Role.COUNSELOR,), ("twente",), "UWV"),
    Player("Bas Elferink", "bas@example.nl", (Role.COUNSELOR,), ("twente",), "Gemeente Enschede"),
    Player("Wil Pasman", "wil@example.nl", (Role.RECEPTION,), ("twente",), "Gemeente Enschede"),
    Player("Harm Groothuis", "harm@example.nl", (Role.MANAGER,), ("twente",), "UWV"),
    Player("Lies Vroom", "lies@example.nl", (Role.PRIVACY,), ("twente",), "Gemeente Enschede"),
    Player("Chaima Bouzid", "chaima@example.nl", (Role.COUNSELOR,), ("regio-zwolle",), "UWV"),
    Player(
        "Ineke Dorsman",
        "ineke@example.nl",
        (Role.COUNSELOR,),
        ("twente", "regio-zwolle"),
        "Roc Voorbeeld",
    ),
    Player(
        "Rob Tuinstra",
        "rob@example.nl",
        (Role.COUNSELOR, Role.MANAGER),
        ("gorinchem",),
        "Gemeente Gorinchem",
    ),
    Player("Dirk Boom", "dirk@example.nl", national_roles=(NationalRole.ANALYST,)),
    Player("Otto Lind", "otto@example.nl", national_roles=(NationalRole.ADMINISTRATOR,)),
)
