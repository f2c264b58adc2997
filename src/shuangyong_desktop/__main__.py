"""Starts the window, the command line or a worker, whichever the arguments ask for."""

import importlib
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run the program; returns its exit code (0 done, 1 a problem to fix, 2 wrong call)."""
    given = sys.argv[1:] if arguments is None else arguments
    # Each face is imported only when it is asked for: a worker must not load the window.
    face = "worker" if given[:1] == ["--worker"] else "cli" if _is_command(given) else "app"
    run = importlib.import_module(f"shuangyong_desktop.{face}")
    return int(run.main() if face == "worker" else run.main(given))


def _is_command(given: list[str]) -> bool:
    return bool(given) and (
        not given[0].startswith("-") or given[0] in {"-h", "--help", "--version"}
    )


if __name__ == "__main__":
    sys.exit(main())
