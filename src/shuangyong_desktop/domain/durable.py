"""Putting a finished file in its place so that it lasts: the ledger, its key and every paper.

Neither storage nor documents may know the other, so what both do to files stands here.
"""

import errno
import os
import time
from collections.abc import Callable
from pathlib import Path

# Virus scanners and WPS hold a file for moments: about 2.5 s in all (SECURITY §4.3).
RETRY_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 0.95)

_REFUSED_BY_SHARES = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EBADF}


def put_in_place(
    source: Path, target: Path, *, pause: Callable[[float], None] = time.sleep
) -> None:
    """Rename `source` over `target`, waiting while another program holds it, and sync the name.

    `source` must be synced already. Raises PermissionError when the target stays in use.
    """
    for seconds in RETRY_PAUSES:
        try:
            source.replace(target)
            break
        except PermissionError:
            pause(seconds)
    else:
        source.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` last through a power cut.

    Windows has no such call and needs none; a share that refuses it cannot do better.
    """
    if os.name != "posix":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _REFUSED_BY_SHARES:
            raise
