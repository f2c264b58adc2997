"""恢复密钥单: the sheet that opens the ledger when the password is forgotten (SECURITY §1.5).

It shows the key, lines to fill in by hand and nothing else that would help a thief.
"""

from pathlib import Path

from shuangyong_desktop.documents.atomic import atomic_write
from shuangyong_desktop.documents.fonts import Role
from shuangyong_desktop.documents.tables import draw_box
from shuangyong_desktop.documents.typesetter import A4, MM, Page, Style, Typesetter

KEY_LENGTH = 34
GROUP = 4
_COLUMNS = 3
_LEFT, _WIDTH = 28 * MM, 154 * MM
_KEY = Style(Role.HEI, 26)
_TEXT = Style(Role.SONG, 14)
_SMALL = Style(Role.SONG, 9)
_WORDS = (
    "一、忘记登录密码时，只有这张纸能打开台账。没有任何人留有后门，程序的作者也不能代为打开。\n"
    "二、请填写下面三项，装入信封，在封口处签名，与台账所在的电脑分开存放。\n"
    "三、不要拍照，不要录入电脑或手机，不要复印。\n"
    "四、这张纸遗失或被人看到时，请在程序里重新生成恢复密钥，旧密钥单随即作废。"
)
_LINES = ("保管人", "日　期", "封存处")


def write_recovery_sheet(path: Path, key: str, *, demo: bool = False) -> None:
    """Print the recovery `key` (34 characters, dashes and blanks allowed) to `path` as PDF.

    Raises ValueError for a key of another length and Problem when the file cannot be written.
    """
    plain = key.replace("-", "").replace(" ", "")
    if len(plain) != KEY_LENGTH:
        raise ValueError(f"a recovery key has {KEY_LENGTH} characters, not {len(plain)}")
    groups = [plain[start : start + GROUP] for start in range(0, KEY_LENGTH, GROUP)]
    with atomic_write(path) as stream:
        setter = Typesetter(stream, title="恢复密钥单", demo=demo)
        page = setter.page(A4)
        middle = _LEFT + _WIDTH / 2
        setter.line(page, middle, 42 * MM, "双拥工作台账恢复密钥单", style=Style(Role.TITLE, 24),
                    align="center")  # fmt: skip
        end = _draw_groups(setter, page, groups, 58 * MM)
        end = setter.lines(page, _LEFT, end + 14 * MM, _WIDTH, _WORDS, style=_TEXT, pitch=25)
        for place, words in enumerate(_LINES):
            y = end + (12 + 15 * place) * MM
            setter.line(page, _LEFT, y, words, style=_TEXT)
            page.across(_LEFT + 20 * MM, _LEFT + 110 * MM, y + 3)
        setter.finish_page(page)
        setter.finish()


def _draw_groups(setter: Typesetter, page: Page, groups: list[str], y: float) -> float:
    """Numbered boxes of four characters, so that one can be asked for 第几组; where they end."""
    width, height = _WIDTH / _COLUMNS, 22 * MM
    rows = -(-len(groups) // _COLUMNS)
    for place, group in enumerate(groups):
        row, column = divmod(place, _COLUMNS)
        x, top = _LEFT + column * width, y + row * height
        draw_box(setter, page, (x, top + 1.5 * MM, width, 5 * MM), f"第{place + 1}组", style=_SMALL)
        draw_box(setter, page, (x, top + 6 * MM, width, height - 7 * MM), group, style=_KEY)
        if column:
            page.down(x, top, top + height)
        if row and not column:
            page.across(_LEFT, _LEFT + _WIDTH, top)
    page.frame(_LEFT, y, _WIDTH, rows * height)
    return y + rows * height
