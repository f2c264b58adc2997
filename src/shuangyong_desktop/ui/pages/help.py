"""帮助: a topic for each page, the keys, common questions, and 关于 with licences (UX §2.12)."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from shuangyong_desktop import __version__
from shuangyong_desktop.domain.shipped import resources
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page
from shuangyong_desktop.ui.pages.help_texts import (
    COMPONENTS,
    PERSONAL,
    POLICY,
    SECRETS,
    TOPICS,
    Topic,
)
from shuangyong_desktop.ui.widgets.elements import (
    card,
    column,
    frame,
    glyph,
    label,
    note,
    paragraph,
    row,
)

_READABLE = 720
_ALMOST_ALL = 50
_ABOVE = 16


class HelpPage(Page):
    """The topics at the left, the chosen one beside them."""

    title = "帮助"

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        px = theme.active().px
        self._names = QListWidget()
        self._names.setObjectName("help_topics")
        self._names.setAccessibleName("帮助主题")
        self._names.setProperty("role", "index")
        self._names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack = QStackedWidget()
        self._places: dict[str, tuple[int, QLabel | None]] = {}
        for number, topic in enumerate(TOPICS):
            self._names.addItem(topic.title)
            text, headings = _written(topic)
            self._stack.addWidget(_scrolled(text))
            self._places |= dict.fromkeys(topic.keys, (number, None))
            for part, heading in zip(topic.parts, headings, strict=True):
                self._places |= {_within(topic, key): (number, heading) for key in part.keys}
        self._names.addItem("关于")
        self._stack.addWidget(_scrolled(_about()))
        self._names.currentRowChanged.connect(self._stack.setCurrentIndex)
        self._names.setCurrentRow(0)
        side = frame("side")
        side.setFixedWidth(px(200))
        column(self._names, into=side, margin=8)
        row(side, self._stack, into=self, gap=0, stretch=1)

    def show_part(self, key: str) -> None:
        """Show what is said about the page `key`, or about a part of it (“data/backups”)."""
        page, _, part = key.partition("/")
        place = next(
            (self._places[each] for each in (key, part, page) if each in self._places), None
        )
        if place is None:
            return
        number, heading = place
        self._names.setCurrentRow(number)
        area = self._stack.currentWidget()
        if isinstance(area, QScrollArea):
            QTimer.singleShot(0, area, partial(_bring_up, area, heading))


def _within(topic: Topic, key: str) -> str:
    """The name of a part: sections of the settings are called like pages."""
    return f"settings/{key}" if "settings" in topic.keys else key


def _bring_up(area: QScrollArea, heading: QLabel | None) -> None:
    """Have `heading` at the top, where the text is long enough for that."""
    inner = area.widget()
    at = heading.mapTo(inner, heading.rect().topLeft()).y() if heading else 0
    area.verticalScrollBar().setValue(max(0, at - theme.active().px(_ABOVE)))


def _scrolled(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    outer = QWidget()
    outer.setProperty("role", "scrolled")
    sheet = card(content, padding=24)
    sheet.setMaximumWidth(theme.active().px(_READABLE))
    layout = row(sheet, 1, into=outer, margin=20)
    layout.setStretchFactor(sheet, _ALMOST_ALL)
    layout.setAlignment(sheet, Qt.AlignmentFlag.AlignTop)
    area.setWidget(outer)
    return area


def _written(topic: Topic) -> tuple[QWidget, list[QLabel]]:
    """The text of a topic, and its headings."""
    text = QWidget()
    lines = column(label(topic.title, "title"), into=text, gap=8)
    headings = [label(part.heading, "heading") for part in topic.parts]
    for part, heading in zip(topic.parts, headings, strict=True):
        lines.addSpacing(theme.active().px(6))
        lines.addWidget(heading)
        for line in part.lines:
            lines.addWidget(paragraph(line, ""))
    return text, headings


def _about() -> QWidget:
    text = QWidget()
    head = row(
        glyph("emblem", "accent", 44),
        column(label("双拥工作台账", "title"), label(f"版本 {__version__}", "note"), gap=2),
        1,
        gap=12,
    )
    grid = QGridLayout()
    grid.setVerticalSpacing(theme.active().px(4))
    grid.setColumnStretch(0, 1)
    for line, (name, licence) in enumerate(COMPONENTS):
        grid.addWidget(label(name), line, 0)
        grid.addWidget(label(licence, "label"), line, 1)
    column(
        head,
        note("lock", SECRETS, "warn", name="about_secrets"),
        note("printer", PERSONAL, "info", name="about_personal"),
        note("info-circle", POLICY, "info", name="about_policy"),
        label("使用的组件和许可", "heading"),
        paragraph("本软件以 MIT 许可发布。它使用下列组件，许可全文随程序安装，也可以在下面查看。"),
        grid,
        *_licences(),
        into=text,
        gap=10,
    )
    return text


def _licences() -> tuple[QWidget, QWidget]:
    """A choice of licence texts and the text that is chosen."""
    files = sorted((resources() / "fonts" / "licences").glob("*.txt"))
    files = [resources() / "icons" / "LICENSE-tabler.txt", *files]
    box = QComboBox()
    box.setObjectName("licence")
    box.setAccessibleName("许可全文")
    shown = QPlainTextEdit()
    shown.setObjectName("licence_text")
    shown.setAccessibleName("许可全文内容")
    shown.setReadOnly(True)
    shown.setTabChangesFocus(True)
    shown.setMinimumHeight(theme.active().px(180))
    for file in files:
        box.addItem(file.stem.replace("LICENSE-", ""), file)

    def show() -> None:
        chosen = box.currentData()
        if isinstance(chosen, Path):
            shown.setPlainText(chosen.read_text(encoding="utf-8", errors="replace"))

    box.currentIndexChanged.connect(show)
    show()
    return box, shown


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> HelpPage:
    """The page, for the frame."""
    del go
    return HelpPage(desk, notices)
