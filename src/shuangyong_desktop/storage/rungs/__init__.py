"""The numbered steps from an empty file to today's tables. A released step is never edited."""

from shuangyong_desktop.storage.rungs.first import FIRST
from shuangyong_desktop.storage.rungs.second import SECOND
from shuangyong_desktop.storage.rungs.third import THIRD

LADDER: tuple[str, ...] = (FIRST, SECOND, THIRD)
