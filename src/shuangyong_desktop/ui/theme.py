"""The look: colours, sizes and the one style sheet, all from one Theme (UX §3)."""

from dataclasses import dataclass, fields
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from shuangyong_desktop.domain.shipped import resources
from shuangyong_desktop.ui.style_sheet import STYLE_SHEET

FAMILIES = (
    "Noto Sans SC",
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)
"""The shipped screen font first; the others for what it lacks (UX §3.2)."""


@dataclass(frozen=True, slots=True)
class Colours:
    """The colour tokens of UX §3.1; `soft` colours lie behind their full one."""

    bg: str
    surface: str
    surface2: str
    rail: str
    line: str
    line2: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_soft: str
    accent_text: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    info: str
    info_soft: str
    chip: str
    selected: str
    c1: str
    c2: str
    c3: str


LIGHT = Colours(
    bg="#F3F4F6", surface="#FFFFFF", surface2="#F8F9FB", rail="#FBFBFC",
    line="#E2E5EA", line2="#EDEFF2",
    text="#1D2430", text2="#4A5464", text3="#606A7A",
    accent="#B3261E", accent_soft="#FBEEEC", accent_text="#A3221B",
    ok="#146C54", ok_soft="#E4F2ED", warn="#7F5300", warn_soft="#FFF3D9",
    bad="#B4400C", bad_soft="#FFEBDF", info="#1F5A9E", info_soft="#E7EFF9",
    chip="#E8EBF0", selected="#F8ECEA", c1="#2F5D8C", c2="#B98A2C", c3="#4F8A80",
)  # fmt: skip
DARK = Colours(
    bg="#14171C", surface="#1B1F25", surface2="#21262D", rail="#181C21",
    line="#313842", line2="#282E36",
    text="#E7EAEF", text2="#B6BEC9", text3="#8F99A8",
    accent="#C23B32", accent_soft="#3A2322", accent_text="#F08C84",
    ok="#63C7A6", ok_soft="#1B332C", warn="#E5BC62", warn_soft="#3A2F18",
    bad="#F39A6B", bad_soft="#3D2A1E", info="#86B8F0", info_soft="#1D2C3E",
    chip="#2C323B", selected="#322425", c1="#6E9FD2", c2="#D9B357", c3="#6DB3A6",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """One look: its colours, `scale` for the large-type modes (1, 1.25 or 1.5).

    `row` is the height of a table row in pixels of the 100 % drawing.
    """

    colours: Colours = LIGHT
    scale: float = 1.0
    row: int = 33

    def px(self, size: float) -> int:
        """`size` pixels of the 100 % drawing, in device-independent pixels of this theme."""
        return round(size * self.scale)

    def side(self, size: float) -> int:
        """The width of a panel beside the page's matter, which keeps its room: it grows by half."""
        return round(size * (1 + self.scale) / 2)

    def font(self, size: float = 13, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The screen font, `size` in pixels at 100 %."""
        font = QFont()
        font.setFamilies(FAMILIES)
        font.setPixelSize(self.px(size))
        font.setWeight(weight)
        return font

    def colour(self, token: str) -> QColor:
        """The colour of a token by name."""
        return QColor(getattr(self.colours, token))

    def palette(self) -> QPalette:
        """The palette that native dialogs and plain widgets use."""
        palette = QPalette()
        role = QPalette.ColorRole
        for target, token in (
            (role.Window, "bg"),
            (role.WindowText, "text"),
            (role.Base, "surface"),
            (role.AlternateBase, "surface2"),
            (role.Text, "text"),
            (role.Button, "surface"),
            (role.ButtonText, "text"),
            (role.BrightText, "accent_text"),
            (role.ToolTipBase, "surface"),
            (role.ToolTipText, "text"),
            (role.PlaceholderText, "text3"),
            (role.Highlight, "accent"),
            (role.Link, "info"),
            (role.Light, "surface2"),
            (role.Midlight, "line2"),
            (role.Mid, "line"),
            (role.Dark, "text3"),
        ):
            palette.setColor(target, self.colour(token))
        palette.setColor(role.HighlightedText, Qt.GlobalColor.white)
        for target in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, target, self.colour("text3"))
        return palette

    def style_sheet(self) -> str:
        """The style sheet with this theme's colours and sizes put in."""
        tokens = {item.name: getattr(self.colours, item.name) for item in fields(self.colours)}
        sizes = {f"p{size}": f"{self.px(size)}px" for size in _SIZES}
        arrow = (resources() / "icons" / "combo-arrow.svg").as_posix()
        tick = (resources() / "icons" / "box-tick.svg").as_posix()
        # Qt draws a square where a radius is more than half of what it rounds, borders included.
        sizes["round"] = f"{(self.px(14) + 2) // 2}px"
        return Template(STYLE_SHEET).substitute(tokens, **sizes, arrow=arrow, tick=tick)


_SIZES = (
    2, 3, 4, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 28, 30, 32, 33, 36, 48, 76, 360,
)  # fmt: skip
_active = Theme()


def active() -> Theme:
    """The theme that the program shows now."""
    return _active


def apply(theme: Theme, application: QApplication) -> None:
    """Make `theme` the look of everything built from now on; the window is then rebuilt."""
    global _active  # noqa: PLW0603 (one program has one look, as it has one palette)
    _active = theme
    application.setStyle("Fusion")
    application.setPalette(theme.palette())
    application.setFont(theme.font())
    application.setStyleSheet(theme.style_sheet())
