"""`tawthiq` and `python -m tawthiq`: the command line, stopped in one line even while it is being loaded."""

import sys


def main() -> None:
    """Run the command line."""
    try:
        from tawthiq.cli import main as run  # noqa: PLC0415 (so that Ctrl-C is caught while it loads)

        run()
    except KeyboardInterrupt:
        sys.stderr.write("tawthiq: stopped\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
