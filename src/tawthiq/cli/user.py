"""Commands for the accounts of the desk."""
# ruff: noqa: PLC0415

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from tawthiq.cli.app import app
from tawthiq.cli.options import CaseName

if TYPE_CHECKING:
    from tawthiq.desk.users import Role

user_app = typer.Typer(help="Accounts of the desk.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(user_app, name="user")

UserName = Annotated[str, typer.Argument(metavar="NAME", help="The name that decisions bear.")]


@user_app.command()
def add(
    case: CaseName,
    name: UserName,
    role: Annotated[
        str,
        typer.Option(
            metavar="ROLE",
            help="reader reads; coder also decides and adds; editor also merges, splits, undoes what others decided.",
        ),
    ],
) -> None:
    """Make an account; the password is asked for, or is the first line of standard input."""
    from tawthiq.case.store import Case
    from tawthiq.desk import users

    if role not in users.ROLES:
        raise typer.BadParameter(f"{role!r} is none; there are: {', '.join(users.ROLES)}", param_hint="--role")
    known: Role = users.ROLES[users.ROLES.index(role)]
    asked = sys.stdin.isatty()
    password = (
        typer.prompt("password", hide_input=True, confirmation_prompt=True, err=True)
        if asked
        else sys.stdin.readline().rstrip("\r\n")
    )
    with Case(case) as kept, kept.writing() as connection:
        made = users.add(connection, name, known, password)
    typer.echo(f"{made.name} may now log in as {made.role}", err=True)


@user_app.command("list")
def list_users(case: CaseName) -> None:
    """List the accounts of a case."""
    from tawthiq.arabic.bidi import isolated
    from tawthiq.case.store import Case
    from tawthiq.desk import users

    with Case(case) as kept, kept.reading() as connection:
        for user in users.listed(connection):
            typer.echo(f"{user.role:<7} {isolated(user.name)}")


@user_app.command()
def remove(case: CaseName, name: UserName) -> None:
    """Take an account away at once; what was decided under its name stays."""
    from tawthiq.case.store import Case
    from tawthiq.desk import users

    with Case(case) as kept, kept.writing() as connection:
        users.remove(connection, name)
