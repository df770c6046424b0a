"""The command that opens the web desk."""
# ruff: noqa: PLC0415

from typing import Annotated
from urllib.parse import urlsplit

import typer

from tawthiq.cli.app import app
from tawthiq.cli.options import CaseName, OwnGazetteer, existing


@app.command()
def desk(
    case: CaseName,
    host: Annotated[str, typer.Option(metavar="HOST", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="N", help="The port to listen on.")] = 8765,
    tiles: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="A server of map tiles, asked for what is looked at: https://…/{z}/{x}/{y}.png"
        ),
    ] = None,
    own: OwnGazetteer = None,
) -> None:
    """Open a case in the browser: a page that only this machine reaches unless there are accounts, until Ctrl+C."""
    from tawthiq.cli.progress import to_settle
    from tawthiq.desk.serve import serve
    from tawthiq.desk.settings import Settings

    if tiles is not None and not _is_tiles(tiles):
        raise typer.BadParameter("is not of the form https://…/{z}/{x}/{y}.png", param_hint="--tiles")
    shown = f"[{host}]" if ":" in host else host
    settings = Settings(tiles=tiles, gazetteer=existing(own))
    opened = f"the desk is open at http://{shown}:{port}/"
    serve(case, host, port, settings, lambda: typer.echo(opened, err=True), to_settle)


def _is_tiles(written: str) -> bool:
    """Whether an address can be one of tiles; it becomes a part of the page's security policy."""
    address = urlsplit(written)
    plain = address.netloc.replace("{s}", "a").replace(".", "").replace("-", "").replace(":", "")
    named = all(part in written for part in ("{z}", "{x}", "{y}"))
    return address.scheme in {"http", "https"} and plain.isascii() and plain.isalnum() and named
