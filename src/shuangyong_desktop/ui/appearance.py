"""显示: light or dark, the size of everything, the height of table rows; kept for this PC.

Nothing here tells anything about the ledger or its people, so it may stand in QSettings
(DESIGN 7). A choice that is missing or damaged is the usual one.
"""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication

from shuangyong_desktop.ui.theme import DARK, LIGHT, Theme


class Mode(StrEnum):
    """Which colours are shown."""

    SYSTEM = "跟随系统"
    LIGHT = "浅色"
    DARK = "深色"


class Density(StrEnum):
    """How high the rows of tables are."""

    USUAL = "标准"
    DENSE = "紧凑"
    LOOSE = "宽松"


SCALES = (100, 125, 150)
"""The sizes offered, in percent of the drawing (UX §3.3)."""

_ROWS = {Density.DENSE: 28, Density.USUAL: 33, Density.LOOSE: 40}
_MODE, _SCALE, _DENSITY = "display/mode", "display/scale", "display/density"


@dataclass(frozen=True, slots=True)
class Appearance:
    """What the clerk chose about the look of the window."""

    mode: Mode = Mode.SYSTEM
    scale: int = 100
    density: Density = Density.USUAL

    @property
    def theme(self) -> Theme:
        """The look that this means now; 跟随系统 asks the desktop."""
        dark = self.mode is Mode.DARK or (self.mode is Mode.SYSTEM and _system_is_dark())
        return Theme(DARK if dark else LIGHT, self.scale / 100, _ROWS[self.density])


def load() -> Appearance:
    """What was chosen on this PC."""
    kept = QSettings()
    mode, density = kept.value(_MODE), kept.value(_DENSITY)
    scale = str(kept.value(_SCALE, SCALES[0]))
    return Appearance(
        Mode(mode) if mode in list(Mode) else Mode.SYSTEM,
        int(scale) if scale in map(str, SCALES) else SCALES[0],
        Density(density) if density in list(Density) else Density.USUAL,
    )


def save(chosen: Appearance) -> None:
    """Keep what was chosen for the next start."""
    kept = QSettings()
    kept.setValue(_MODE, chosen.mode.value)
    kept.setValue(_SCALE, chosen.scale)
    kept.setValue(_DENSITY, chosen.density.value)


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
