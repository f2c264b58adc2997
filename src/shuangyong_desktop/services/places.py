"""Where the ledger of this user is kept."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from shuangyong_desktop.domain.shipped import program_folder

IDENTITY = "shuangyong"
LEDGER_NAME = "双拥工作台账.db"
DEMO_NAME = "双拥工作台账（演示）.db"
PORTABLE_FLAG = "portable.flag"


def data_folder(
    environment: Mapping[str, str] = os.environ,
    program: Path | None = None,
    home: Path | None = None,
    *,
    windows: bool = sys.platform == "win32",
) -> Path:
    """Where the ledger of this user lives (PACKAGING §5); it need not exist yet.

    SHUANGYONG_DATA goes first, then `data` beside a program with a portable.flag, then the
    per-user folder of the system.
    """
    program = program or program_folder()
    if environment.get("SHUANGYONG_DATA"):
        return Path(environment["SHUANGYONG_DATA"])
    if (program / PORTABLE_FLAG).exists():
        return program / "data"
    home = home or Path.home()
    if windows:
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / IDENTITY
    return Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share") / IDENTITY


def config_folder(
    environment: Mapping[str, str] = os.environ,
    program: Path | None = None,
    home: Path | None = None,
    *,
    windows: bool = sys.platform == "win32",
) -> Path | None:
    """Where the program keeps what belongs to this user, apart from the ledger.

    None for a portable program, which leaves nothing on the PC. It need not exist yet.
    """
    if ((program or program_folder()) / PORTABLE_FLAG).exists():
        return None
    home = home or Path.home()
    if windows:
        return Path(environment.get("APPDATA") or home / "AppData" / "Roaming") / IDENTITY
    return Path(environment.get("XDG_CONFIG_HOME") or home / ".config") / IDENTITY


def make_private(folder: Path) -> Path:
    """Create `folder` so that no other user of the PC can look into it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
