"""One theme makes palette and style sheet; every drawing that is shipped is used."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette

from shuangyong_desktop.domain.shipped import resources
from shuangyong_desktop.ui import icons, theme

UI = Path(theme.__file__).parent
OWN = {"emblem", "combo-arrow", "box-tick"}


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK])
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_style_sheet_has_every_token_put_in(colours: theme.Colours, scale: float) -> None:
    sheet = theme.Theme(colours, scale).style_sheet()
    assert "$" not in sheet
    assert colours.accent in sheet
    assert f"font-size: {round(13 * scale)}px" in sheet


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK])
@pytest.mark.parametrize(
    ("front", "behind"),
    [("text", "surface"), ("text2", "surface"), ("text3", "bg"), ("ok", "ok_soft"),
     ("warn", "warn_soft"), ("bad", "bad_soft"), ("info", "info_soft"),
     ("accent_text", "accent_soft")],
)  # fmt: skip
def test_words_stand_out_from_their_ground(colours: theme.Colours, front: str, behind: str) -> None:
    light, dark = sorted(
        (_luminance(getattr(colours, front)), _luminance(getattr(colours, behind))), reverse=True
    )
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_palette_follows_the_theme() -> None:
    palette = theme.Theme(theme.DARK).palette()
    assert palette.color(QPalette.ColorRole.Window).name().upper() == theme.DARK.bg


@pytest.mark.usefixtures("qapp")
def test_every_shipped_drawing_is_used_and_every_used_one_is_shipped() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in UI.rglob("*.py"))
    shipped = {path.stem for path in (resources() / "icons").glob("*.svg")}
    named = set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)*)"', source))
    assert shipped - OWN <= named
    for name in shipped:
        assert not icons.pixmap(name, "#000000", 24).isNull()


@pytest.mark.usefixtures("qapp")
def test_a_misspelt_drawing_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-drawing")
