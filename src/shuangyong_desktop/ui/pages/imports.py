"""导入: a spreadsheet as the office has it becomes people of the ledger, in one undoable change."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from PySide6.QtWidgets import QProgressBar, QStackedWidget, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.imports import SheetReading
from shuangyong_desktop.services.imports import (
    ImportOutcome,
    ImportPreview,
    ImportSession,
    Overrides,
)
from shuangyong_desktop.services.intake import Decisions, RowKey
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.background import Job, Tick
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page, Primary
from shuangyong_desktop.ui.pages.import_done import ImportDone
from shuangyong_desktop.ui.pages.import_headers import HeaderRows
from shuangyong_desktop.ui.pages.import_review import ImportReview
from shuangyong_desktop.ui.pages.import_writing import ImportWriting
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.elements import (
    button,
    card,
    column,
    glyph,
    label,
    row,
)
from shuangyong_desktop.ui.widgets.progress import ProgressStrip
from shuangyong_desktop.ui.widgets.stepper import Stepper

_STEPS = ("选文件", "认表头", "核对栏目", "查问题", "导入", "打印")
_ENDINGS = "花名册 (*.xls *.xlsx *.et *.csv)"
_PICK, _READ, _CHECK, _DONE = range(4)


class ImportsPage(Page):
    """Choose a file, look at what was understood, write it, print."""

    title = "导入花名册"

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices)
        self._undoing = Undoing(desk, notices)
        self._go = go
        self._session: ImportSession | None = None
        self._job: Job | None = None
        self._writing = ImportWriting(desk, notices, self)
        self._writing.wrote.connect(self._wrote)
        self._writing.stopped.connect(self._stopped_writing)
        self._strip: ProgressStrip | None = None
        self._overrides = Overrides()
        self._remapped: set[str] = set()
        self._merging: Decisions | None = None
        self._last: tuple[Path, Overrides, Decisions] | None = None
        self._outcome: ImportOutcome | None = None
        self._stepper = Stepper(_STEPS)
        self._states = QStackedWidget()
        self._review = ImportReview(self.start_again, self.accept)
        self._review.columns_changed.connect(self._map_column)
        self._review.headers_changed.connect(self._move_headers)
        self._review.export_wanted.connect(self._export_doubts)
        self._review.told.connect(notices.tell)
        desk.cover_changed.connect(self._cover)
        desk.closing.connect(self._close_session)
        self._done = ImportDone(go)
        self._done.undone.connect(self._undo_import)
        self._done.merge_wanted.connect(self._merge)
        self._done.add_wanted.connect(self._add_as_new)
        for state in (self._pick_state(), self._read_state(), self._review, self._done):
            self._states.addWidget(state)
        track = card(self._stepper, padding=4)
        layout = column(track, self._states, into=self, margin=14, gap=12)
        layout.setStretch(1, 1)

    @property
    def note(self) -> str:
        return "从旧表到新册约 3 分钟"

    @property
    def primary(self) -> Primary | None:
        if self._states.currentIndex() in (_PICK, _DONE):
            return Primary("选择文件", "folder-open", self.choose_file)
        return None

    @property
    def preview(self) -> ImportPreview | None:
        """What was understood of the file in front; None without one."""
        return self._session.preview if self._session else None

    def choose_file(self) -> None:
        """Let the clerk choose a spreadsheet and read it."""
        path = self.notices.open_file("选择花名册", _ENDINGS)
        if path is not None:
            self.open_file(str(path))

    def open_file(self, path: str) -> None:
        """Read the spreadsheet at `path`; nothing is written."""
        if self.desk.busy or self._job is not None:
            return
        self._open(Path(path), Overrides(), None)

    def start_again(self) -> None:
        """Let the file go and offer to choose another; the ledger is untouched."""
        self._close_session()
        self._show(_PICK, 0)

    def accept(self) -> None:
        """Back up, then write what was read, in slices behind a strip with 取消."""
        self._begin_writing(self._review.decisions())

    def _open(self, path: Path, overrides: Overrides, merging: Decisions | None) -> None:
        """Read `path`; with `merging` write it at once by these decisions."""
        self._close_session()
        self._overrides, self._merging = overrides, merging
        self._remapped.clear()
        self._session = self.desk.office.imports.open(path)
        self._read()

    def _begin_writing(self, decisions: Decisions) -> None:
        if self._session is None or self.desk.busy:
            return
        self._stepper.go_to(4)
        self._remember_columns()
        self._last = (self._session.path, self._overrides, decisions)
        self._writing.begin(self._session, decisions)

    def _stopped_writing(self, file_is_there: bool) -> None:  # noqa: FBT001 (a signal)
        if file_is_there:
            self._show(_CHECK, 3)
        else:
            self.start_again()

    def _pick_state(self) -> QWidget:
        state = QWidget()
        box = card(
            row(1, glyph("file-spreadsheet", "accent_text", 40), 1),
            row(1, label("导入现有花名册", "title"), 1),
            row(1, label("支持 .xls .xlsx .et .csv，含合并表头、合计行、科学计数的证件号", "label"),
                1),
            row(1, button("选择文件", self.choose_file, kind="primary", icon="folder-open",
                          name="choose_file"), 1),
            row(1, label("也可以直接把文件拖到这个窗口。读取时不改动原表，确认之前不写入台账。",
                         "note"), 1),
            name="pick_card", padding=28,
        )  # fmt: skip
        box.layout().setSpacing(theme.active().px(14))  # type: ignore[union-attr]
        box.setFixedWidth(theme.active().px(560))
        column(1, row(1, box, 1), 2, into=state)
        return state

    def _read_state(self) -> QWidget:
        state = QWidget()
        self._read_words = label("", "label", name="reading_words")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName("读取进度")
        box = card(
            label("正在读取", "heading"), bar,
            row(self._read_words, 1, button("取消", self._cancel_reading, name="reading_cancel")),
            padding=20,
        )  # fmt: skip
        box.setFixedWidth(theme.active().px(420))
        column(1, row(1, box, 1), 2, into=state)
        return state

    def _read(self) -> None:
        session = self._session
        if session is None:
            return
        self._show(_READ, 1)
        self._read_words.setText(session.path.name)
        self._job = Job(partial(_preview, session, self._overrides), self.desk)
        self._job.progressed.connect(self._tell_reading)
        self._job.finished.connect(self._understood)
        self._job.failed.connect(self._not_read)
        self._job.cancelled.connect(self._stopped)
        self._job.start()

    def _tell_reading(self, done: int, _total: int) -> None:
        self._read_words.setText(f"已检查 {done:,} 行")

    def _cancel_reading(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _understood(self, found: "tuple[ImportPreview, str]") -> None:
        self._job = None
        preview, digest = found
        if self._recall_columns(preview):
            self._read()
            return
        if self._merging is not None:
            decisions, self._merging = self._merging, None
            self._begin_writing(decisions)
            return
        before = self.desk.office.imports.known(digest)
        known = (
            f"这个文件已在 {before.imported_at:%Y年%m月%d日 %H:%M} 导入过，再导入只更新已有的人。"
            if before
            else ""
        )
        self._review.set_masked(masked=self.desk.covered)
        self._review.show_preview(preview, known)
        self._show(_CHECK, 3)
        self._review.focus()

    def _not_read(self, error: Exception) -> None:
        self._job = None
        if isinstance(error, Problem) and error.code == "task_list" and self._session is not None:
            path = self._session.path
            self.start_again()
            self._import_tasks(path)
            return
        if (
            isinstance(error, Problem)
            and error.code == "not_a_roster"
            and self._show_headers(error)
        ):
            return
        self.start_again()
        self.notices.fail(error)

    def _import_tasks(self, path: Path) -> None:
        """A list of tasks has an import of its own; what it wrote is shown on its page."""
        # Only a list of tasks needs it.
        from shuangyong_desktop.ui.pages.task_import import open_task_import  # noqa: PLC0415

        if open_task_import(self.desk, self.notices, self, self.desk.year, path):
            self._go("tasks")

    def _show_headers(self, refused: Problem) -> bool:
        """Let the clerk point at the headings that were not found; False: there is nothing to."""
        sheets = self._session.sheets if self._session else ()
        if self._merging is not None or all(len(sheet.head) <= 1 for sheet in sheets):
            return False
        if self.notices.ask(f"{refused.sentence}表头认错了的，可以自己指定。", "指定表头"):
            dialog = HeaderRows(sheets, self, masked=self.desk.covered)
            chosen = dialog.exec() and self._session is not None
            dialog.deleteLater()
            if chosen:
                self._move_headers(dialog.sheet, dialog.first, dialog.last)
                return True
        self.start_again()
        return True

    def _stopped(self) -> None:
        self._job = None
        self.start_again()
        self.notices.toast("已取消读取，台账没有改动。")

    def _map_column(self, fingerprint: str, index: int, key: str) -> None:
        columns = {name: dict(mapping) for name, mapping in self._overrides.columns.items()}
        columns.setdefault(fingerprint, self._as_read(fingerprint))[index] = key or None
        self._remapped.add(fingerprint)
        self._overrides = replace(self._overrides, columns=columns)
        self._read()

    def _recall_columns(self, preview: ImportPreview) -> bool:
        """Take over what was corrected in tables of the same layout; True: read again."""
        columns = dict(self._overrides.columns)
        for sheet in preview.sheets:
            if sheet.ignored or sheet.fingerprint in columns:
                continue
            kept = self.desk.office.settings.columns_of(sheet.fingerprint)
            known = None if kept is None else {at: key or None for at, key in kept.items()}
            if known is not None and known != _mapping(sheet):
                columns[sheet.fingerprint] = known
        again = columns != dict(self._overrides.columns)
        self._overrides = replace(self._overrides, columns=columns)
        return again

    def _remember_columns(self) -> None:
        """Keep what was corrected now, for the next table of the same layout."""
        for fingerprint in sorted(self._remapped):
            mapping = self._overrides.columns[fingerprint]
            self.desk.office.settings.remember_columns(
                fingerprint, {at: key or "" for at, key in mapping.items()}
            )
        self._remapped.clear()

    def _merge(self, rows: frozenset[RowKey]) -> None:
        """Read the same file again and write it with `rows` merged; the others stay as they are."""
        self._decide_anew(rows, frozenset())

    def _add_as_new(self, rows: frozenset[RowKey]) -> None:
        """As `_merge`, with `rows` written as people of their own."""
        self._decide_anew(frozenset(), rows)

    def _decide_anew(self, merged: frozenset[RowKey], as_new: frozenset[RowKey]) -> None:
        """Rows written before are known by their file, so only those decided now change."""
        if self._last is None or self.desk.busy or self._job is not None:
            return
        path, overrides, decisions = self._last
        self._open(path, overrides, replace(decisions, merged=merged, as_new=as_new))

    def _export_doubts(self) -> None:
        """Write the 问题表 behind a strip."""
        session = self._session
        if session is None or self._strip is not None:
            return
        name = f"{session.path.stem}-问题表.xlsx"
        out = self.notices.save_file("导出问题表", name, "Excel 工作簿 (*.xlsx)")
        if out is None:
            return
        out = out if out.suffix.lower() == ".xlsx" else out.with_name(f"{out.name}.xlsx")
        self._strip = ProgressStrip(self.window())
        self._strip.begin("正在导出问题表", "行")
        job = Job(partial(_export, session, out), self.desk)
        self._strip.cancelled.connect(job.cancel)
        job.progressed.connect(self._strip.tell)
        job.cancelled.connect(self._gave_up_export)
        job.finished.connect(partial(self._exported, out))
        job.failed.connect(self._not_exported)
        job.start()

    def _exported(self, out: Path, rows: int) -> None:
        self._end_export()
        self.notices.toast(f"已导出 {rows:,} 行：{out.name}，改好后可以直接再导入")

    def _not_exported(self, error: Exception) -> None:
        self._end_export()
        self.notices.fail(error)

    def _gave_up_export(self) -> None:
        self._end_export()
        self.notices.toast("已取消导出，没有生成问题表。")

    def _end_export(self) -> None:
        if self._strip is not None:
            self._strip.end()
            self._strip.deleteLater()
            self._strip = None

    def _as_read(self, fingerprint: str) -> dict[int, str | None]:
        """The mapping of a table as it stands, which one changed column leaves alone."""
        preview = self._session.preview if self._session else None
        for sheet in preview.sheets if preview else ():
            if sheet.fingerprint == fingerprint:
                return _mapping(sheet)
        return {}

    def _move_headers(self, sheet: str, first: int, last: int) -> None:
        rows = {**self._overrides.header_rows, sheet: (first, last)}
        self._overrides = replace(self._overrides, header_rows=rows)
        self._read()

    def _wrote(self, outcome: ImportOutcome) -> None:
        self._close_session()
        self._outcome = outcome
        self._done.show_outcome(outcome)
        self._show(_DONE, 5)
        self.desk.changed.emit()
        self.notices.toast(
            f"已导入：新增 {outcome.written.added} 人，更新 {outcome.written.updated} 人",
            self._undo_import,
        )

    def _undo_import(self) -> None:
        wanted = self._outcome.change_id if self._outcome else None
        for change in self.desk.office.history.changes():
            if change.id == wanted:
                self._undoing.undo(change)
                self.start_again()

    def _close_session(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None

    def _show(self, state: int, step: int) -> None:
        self._states.setCurrentIndex(state)
        self._stepper.go_to(step)
        self.heading_changed.emit()

    def _cover(self, covered: bool) -> None:  # noqa: FBT001 (a signal)
        self._review.set_masked(masked=covered)


def _preview(session: ImportSession, overrides: Overrides, tick: Tick) -> tuple[ImportPreview, str]:
    """Read the file; with what was understood its digest, to know it again."""
    preview = session.read(overrides, tick)
    return preview, sha256(session.path.read_bytes()).hexdigest()


def _export(session: ImportSession, out: Path, tick: Tick) -> int:
    return session.export_doubts(out, tick)


def _mapping(sheet: SheetReading) -> dict[int, str | None]:
    return {item.index: item.field if item.imported else None for item in sheet.columns}


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> ImportsPage:
    """The page, for the frame."""
    return ImportsPage(desk, notices, go)
