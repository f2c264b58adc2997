"""查问题 and 核对栏目 on one screen, before anything is written (mockup import_*)."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QRadioButton, QWidget

from shuangyong_desktop.domain.drafts import ExistingPolicy
from shuangyong_desktop.domain.imports import SheetReading
from shuangyong_desktop.services.imports import ImportPreview
from shuangyong_desktop.services.intake import Decisions
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.pages.import_columns import ColumnPanel
from shuangyong_desktop.ui.pages.import_dialogs import ValueDialog
from shuangyong_desktop.ui.pages.import_entries import ENTRY_COLUMNS, Entries, Entry, original_row
from shuangyong_desktop.ui.pages.import_headers import HeaderRows
from shuangyong_desktop.ui.widgets.elements import (
    button,
    card,
    column,
    frame,
    glyph,
    label,
    note,
    paragraph,
    plain_hint,
    row,
    rule,
    set_icon,
)
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView
from shuangyong_desktop.ui.widgets.shortened import Shortened

_FIGURES_FROM = 460
_LINES, _LINES_LOW = 2.9, 1.9
"""Lines that an original row may take, with the loss where they break; a low page has less."""
_SIDE_WIDTH = 350
_POLICIES = (
    (ExistingPolicy.FILL_BLANKS, "只补空白项（推荐）"),
    (ExistingPolicy.OVERWRITE, "用表里的内容覆盖"),
    (ExistingPolicy.SKIP, "跳过"),
)


class ImportReview(QWidget):
    """What was read, what is doubtful and what will come in.

    `columns_changed` carries table, column and field; `headers_changed` sheet and its first
    and last heading row. Both make the page read the file again. `export_wanted` asks for the
    问题表. `told` carries everything that was noticed about the file as a whole.
    """

    columns_changed = Signal(str, int, str)
    headers_changed = Signal(str, int, int)
    export_wanted = Signal()
    told = Signal(str)

    def __init__(self, back: Callable[[], object], accept: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._preview: ImportPreview | None = None
        self._entries: Entries | None = None
        self._model = RecordTableModel(ENTRY_COLUMNS, self._fetch, self, tickable=True)
        self._model.ticks_changed.connect(self._keep_ticks_possible)
        self._table = RecordView(self._model, "doubts", "需要确认的内容")
        self._table.opened.connect(self._change_value)
        self._table.current_changed.connect(self._say_whole)
        self._columns = ColumnPanel(self._change_headers)
        self._columns.changed.connect(self.columns_changed)
        self._policies = QButtonGroup(self)
        self._accept = button("导入", accept, kind="primary", icon="check", name="import_accept")
        self._back = button("重选文件", back, name="import_back")
        self._known = paragraph("", "error", kind="warn", name="import_known")
        px = theme.active().px
        self._known.setContentsMargins(px(12), 0, px(12), px(8))
        self._noticed: tuple[str, ...] = ()
        self._strip = note("alert-triangle", "", "warn", name="import_notices")
        self._all = button("全部", self._tell_all, kind="link", name="import_notices_all")
        self._strip.layout().addWidget(self._all)  # type: ignore[union-attr]
        self._build()

    def show_preview(self, preview: ImportPreview, known: str) -> None:
        """Show what was read; `known` warns that the same file came in before."""
        self._preview = preview
        self._entries = Entries(preview)
        self._model.ticked.clear()
        self._model.show(self._entries.ids)
        counts = preview.counts
        tables = [sheet for sheet in preview.sheets if not sheet.ignored]
        self._file.setText(preview.reading.file)
        self._tables.setText(_tables_words(tables))
        self._skipped.setText(
            f"读到 {counts.read:,} 行，跳过标题、合计、空行 {counts.skipped:,} 行"
        )
        self._ready.setText(f"{counts.ready:,} 人")
        self._confirm.setText(f"{counts.to_confirm:,} 人")
        self._refused.setText(f"{counts.refused:,} 人")
        self._sum.setText(
            f"读到 {counts.read:,} ＝ 可导入 {counts.ready:,} ＋ 待确认 {counts.to_confirm:,}"
            f" ＋ 未导入 {counts.refused:,} ＋ 跳过 {counts.skipped:,}"
        )
        refused = f"，暂不导入 {counts.refused:,} 人" if counts.refused else ""
        self._heading.setText(f"需确认 {counts.to_confirm:,} 人{refused}")
        self._columns.show_sheets(preview.sheets)
        self._known.setText(known)
        self._known.setVisible(bool(known))
        self._say_noticed(noticed_of(preview))
        some = bool(self._entries.ids)
        self._export.setEnabled(bool(preview.rows))
        self._table.setVisible(some)
        self._clean.setVisible(not some)
        if some:
            self._table.go_to(0)
        self._say_accept()
        self._say_whole()

    def set_masked(self, *, masked: bool) -> None:
        """Cover or show personal numbers."""
        self._model.set_masked(masked=masked)
        self._say_whole()

    def decisions(self) -> Decisions:
        """What the clerk decided."""
        policy = _POLICIES[self._policies.checkedId()][0]
        if self._entries is None:
            return Decisions(existing=policy)
        return self._entries.decisions(self._model.ticked, policy)

    def focus(self) -> None:
        """Put the keyboard on the doubts, or on 导入 where there are none."""
        (self._table if self._table.isVisible() else self._accept).setFocus()

    def _build(self) -> None:
        body = row(self._doubts_card(), self._side_card(), gap=12, stretch=0)
        self._figures = self._figure_cards()
        layout = column(self._figures, body, into=self, gap=12)
        layout.setStretch(1, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where height is short the table has it; the counts also stand below it."""
        super().resizeEvent(event)
        for gives_way in (self._figures, self._hint, self._double):
            gives_way.setVisible(not self._is_low())
        self._say_noticed(self._noticed)
        self._say_whole()

    def _cut(self, words: QLabel, text: str, lines: float, beside: int = 0) -> str:
        """As much of `text` as has room in so many lines of `words`, `beside` pixels taken."""
        px = theme.active().px
        width = self.width() - theme.active().side(_SIDE_WIDTH) - px(60 + beside)
        room = int(max(width, px(200)) * lines)
        return words.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)

    def _is_low(self) -> bool:
        return self.height() < theme.active().px(_FIGURES_FROM)

    def _figure_cards(self) -> QFrame:
        self._file = label("", "label", name="import_file")
        self._tables = label("", "strong", name="import_tables")
        self._skipped = label("", "note", name="import_skipped")
        self._ready = label("", "figure", kind="ok", name="count_ready")
        self._confirm = label("", "figure", kind="warn", name="count_confirm")
        self._refused = label("", "figure", kind="bad", name="count_refused")
        result = frame("hollow")
        row(
            card(row(glyph("file-spreadsheet", "text2", 16), self._file, 1),
                 self._tables, self._skipped, padding=10),
            _figure("circle-check", "ok", "可直接导入", self._ready, "证件号、姓名齐全"),
            _figure("alert-triangle", "warn", "需要确认", self._confirm, "不改也导入，标“待核实”"),
            _figure("x", "bad", "暂不导入", self._refused, "缺姓名等，改好原表后再导"),
            into=result, gap=12,
        )  # fmt: skip
        return result

    def _doubts_card(self) -> QFrame:
        self._heading = Shortened("", "heading", name="doubts_heading")
        self._double = Shortened("双击可改", "note", least=0)
        adopt = button("全部采用建议", self._adopt_all, icon="check", name="adopt_all")
        self._export = button("导出问题表", self.export_wanted.emit, icon="download",
                              name="export_doubts")  # fmt: skip
        skip = button("不导入此行", self._toggle_row, icon="x", name="leave_out")
        self._clean = paragraph("没有需要确认的内容，可以直接导入。", "label", name="no_doubts")
        self._clean.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sum = label("", "note", name="import_sum")
        self._hint = QWidget()
        words = label("“全部采用建议”不包括合并人员和改性别，这几类须逐条确认", "note")
        row(glyph("info-circle", "text3", 14), words, 1, into=self._hint)
        head = row(self._heading, self._double, 1, adopt, skip, self._export)
        head.setContentsMargins(*(theme.active().px(12),) * 4)
        self._whole = paragraph("", "label", name="doubt_whole")
        self._original = paragraph("", "note", name="doubt_row")
        foot = column(
            self._whole,
            self._original,
            self._sum,
            self._hint,
            gap=4,
        )
        foot.setContentsMargins(*(theme.active().px(10),) * 4)
        box = frame("card", name="doubts_card")
        layout = column(
            head, self._known, self._strip, self._table, self._clean, foot, into=box, gap=0
        )
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setStretch(3, 1)
        layout.setStretch(4, 1)
        return box

    def _side_card(self) -> QFrame:
        policies = QWidget()
        lines = column(label("遇到台账里已有的人", "strong"), into=policies, gap=0)
        for number, (policy, words) in enumerate(_POLICIES):
            choice = QRadioButton(words)
            choice.setObjectName(f"policy_{policy.name.lower()}")
            self._policies.addButton(choice, number)
            lines.addWidget(choice)
        self._policies.button(0).setChecked(True)
        promise = label("导入前自动备份，导入后可整批撤销", "", kind="info")
        undo = row(glyph("arrow-back-up", "info", 15), promise, 1)
        box = card(self._columns, rule(), policies, undo, row(self._back, self._accept, stretch=1))
        box.setFixedWidth(theme.active().side(_SIDE_WIDTH))
        box.layout().setStretch(0, 1)  # type: ignore[union-attr]
        return box

    def _say_noticed(self, noticed: tuple[str, ...]) -> None:
        """The first sentence has a line; with more of them they are counted and told on demand."""
        self._noticed = noticed
        more = f"（共 {len(noticed)} 处）" if len(noticed) > 1 else ""
        words = self._strip.findChild(QLabel, "import_notices_words")
        first = noticed[0] if noticed else ""
        told = first
        if isinstance(words, QLabel):
            if self._is_low():
                told = self._cut(words, first, 1, beside=150)
            words.setText(f"{told}{more}" if noticed else "")
        self._all.setVisible(len(noticed) > 1 or told != first)
        self._strip.setVisible(bool(noticed))

    def _tell_all(self) -> None:
        self.told.emit("\n".join(self._noticed))

    def _fetch(self, ids: object) -> list[Entry]:
        return self._entries.fetch(ids) if self._entries else []  # type: ignore[arg-type]

    def _adopt_all(self) -> None:
        if self._entries is not None:
            self._model.ticked |= self._entries.bulk
            self._refresh()

    def _keep_ticks_possible(self) -> None:
        """Untick what has no suggestion to adopt."""
        if self._entries is None:
            return
        possible = {entry.id for entry in self._entries.fetch(self._entries.ids) if entry.can_adopt}
        if not self._model.ticked <= possible:
            self._model.ticked &= possible
        self._say_accept()

    def _change_value(self) -> None:
        entry = self._chosen()
        if entry is None or not entry.doubt.field or self._entries is None:
            return
        dialog = ValueDialog(entry, self)
        if dialog.exec():
            self._entries.type(entry.id, dialog.text)
            self._model.ticked.discard(entry.id)
            self._refresh()
        dialog.deleteLater()

    def _say_whole(self) -> None:
        """Show the sentence of the chosen doubt in full: its cell may be too narrow."""
        entry = self._chosen()
        self._whole.setText(f"第 {entry.row.row} 行：{entry.doubt.sentence}" if entry else "")
        masked = self._model.masked
        told = self._row_words(entry, masked=masked) if entry else ""
        lines = _LINES_LOW if self._is_low() else _LINES
        self._original.setText(self._cut(self._original, f"原行：{told}", lines) if entry else "")
        self._original.setToolTip(plain_hint(told))

    def _row_words(self, entry: Entry, *, masked: bool) -> str:
        sheets = self._preview.sheets if self._preview else ()
        of_row = next((sheet for sheet in sheets if sheet.name == entry.row.sheet), None)
        return original_row(entry.row, of_row.columns if of_row else (), masked=masked)

    def _toggle_row(self) -> None:
        entry = self._chosen()
        if entry is not None and self._entries is not None:
            self._entries.leave_out(entry.id, left_out=not entry.left_out)
            self._refresh()

    def _chosen(self) -> Entry | None:
        at = self._table.current_row()
        if at is None or self._entries is None:
            return None
        return self._entries.fetch([self._model.id_at(at)])[0]

    def _refresh(self) -> None:
        """Show the entries anew where the keyboard stands."""
        at = self._table.current_row()
        if self._entries is not None:
            self._model.show(self._entries.ids)
        if at is not None:
            self._table.go_to(at)
        self._keep_ticks_possible()

    def _change_headers(self) -> None:
        if self._preview is None:
            return
        dialog = HeaderRows(self._preview.sheets, self, masked=self._model.masked)
        if dialog.exec():
            self.headers_changed.emit(dialog.sheet, dialog.first, dialog.last)
        dialog.deleteLater()

    def _say_accept(self) -> None:
        if self._preview is None or self._entries is None:
            return
        counts = self._preview.counts
        number = counts.ready + counts.to_confirm - len(self._entries.left_out_rows)
        self._accept.setText(f"导入 {number:,} 人")
        self._accept.setAccessibleName(f"导入 {number} 人")
        self._accept.setEnabled(number > 0)
        set_icon(self._accept, "check")


def noticed_of(preview: ImportPreview) -> tuple[str, ...]:
    """What concerns the file, a table or a column as a whole, each said once."""
    tables = [sheet for sheet in preview.sheets if not sheet.ignored]
    several = len(tables) > 1
    said = list(preview.reading.notices)
    for sheet in tables:
        where = f"{sheet.name}：" if several else ""
        said += [f"{where}{notice}" for notice in sheet.notices]
        said += [
            f"{where}{column.letter}列 {column.notice}" for column in sheet.columns if column.notice
        ]
    return tuple(dict.fromkeys(said))


def _figure(icon: str, tint: str, words: str, figure: QLabel, note: str) -> QFrame:
    return card(
        row(glyph(icon, tint, 16), label(words, "label"), 1), figure, label(note, "note"),
        padding=10,
    )  # fmt: skip


def _tables_words(tables: list[SheetReading]) -> str:
    if not tables:
        return "没有找到人员名单"
    first = tables[0]
    rows = "、".join(str(number) for number in first.header_rows)
    more = f"等 {len(tables)} 张表" if len(tables) > 1 else ""
    return f"{first.name}{more} · 表头第 {rows} 行"
