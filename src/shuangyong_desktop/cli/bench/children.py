"""Scripts of this folder run as processes of their own, which load nothing but what they use."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NO_BYTECODE, _BYTECODE_FOLDER = "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"


@contextmanager
def kept_bytecode(folder: Path) -> Iterator[None]:
    """Let every child process keep its compiled modules in `folder`, whatever is set here.

    An installed program starts with compiled modules; a process that compiles all of them
    each time would measure the compiler.
    """
    before = {name: os.environ.pop(name, None) for name in (_NO_BYTECODE, _BYTECODE_FOLDER)}
    os.environ[_BYTECODE_FOLDER] = str(folder)
    try:
        yield
    finally:
        del os.environ[_BYTECODE_FOLDER]
        os.environ.update({name: value for name, value in before.items() if value is not None})


def said_by(script: str, typed: str, *arguments: str) -> str:
    """What the script prints when `typed` is its input; it has no screen.

    Run by its path, not as a module: a module would load this whole package first. Raises
    CalledProcessError when it fails.
    """
    path = Path(__file__).with_name(f"{script}.py")
    done = subprocess.run(  # noqa: S603 (our own interpreter and script)
        [sys.executable, "-P", str(path), *arguments],
        input=f"{typed}\n",
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=True,
        env=dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONIOENCODING="utf-8"),
    )
    return done.stdout
