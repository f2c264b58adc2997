"""Starts the window, the command line or a worker, whichever the arguments ask for."""

import importlib
import sys
from types import ModuleType


def main(arguments: list[str] | None = None) -> int:
    """Run the program; returns its exit code (0 done, 1 a problem to fix, 2 wrong call).

    Each face is imported only when it is asked for: a worker must not load the window.
    """
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["--worker"]:
        return int(_face("worker").main())
    if _is_command(given):
        return int(_face("cli").main(given))
    window = _face("app")
    if given or window.has_display():
        return int(window.main(given))
    return int(_face("cli").main(["sample"]))


def _face(name: str) -> ModuleType:
    return importlib.import_module(f"shuangyong_desktop.{name}")


def _is_command(given: list[str]) -> bool:
    return bool(given) and (
        not given[0].startswith("-") or given[0] in {"-h", "--help", "--version"}
    )


if __name__ == "__main__":
    sys.exit(main())
