"""Icons: the shipped line drawings, in any token's colour and at any size."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from shuangyong_desktop.domain.shipped import resources
from shuangyong_desktop.ui import theme

_STROKE = 'stroke-width="1.75"'
_LARGEST_RATIO = 3


def icon(name: str, tint: str = "text2") -> QIcon:
    """The icon `name` in the colour `tint` (a token).

    Raises FileNotFoundError for a misspelt name.
    """
    colour = theme.active().colour(tint).name()
    result = QIcon()
    result.addPixmap(pixmap(name, colour, 24 * _LARGEST_RATIO))
    return result


@cache
def pixmap(name: str, colour: str, side: int) -> QPixmap:
    """The drawing as `side` × `side` device pixels; `colour` is “#RRGGBB”."""
    source = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    source = source.replace("currentColor", colour).replace('stroke-width="2"', _STROKE)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    result = QPixmap(side, side)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return result


def emblem() -> QIcon:
    """The program's own mark, for windows and the task bar."""
    return QIcon(pixmap("emblem", "#FFFFFF", 128))
