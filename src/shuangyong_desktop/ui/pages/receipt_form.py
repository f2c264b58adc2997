"""按纸质签收册登记: what the signed paper says of one unit, typed in (CLERK §2)."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from shuangyong_desktop.domain.dates import read_date
from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.domain.receipts import Flag, Proxy, Receipt, ReceiptState
from shuangyong_desktop.domain.text import clean
from shuangyong_desktop.domain.visits import VisitUnit
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    label,
    note,
    paragraph,
    row,
    shortcut,
)

FlagsOf = Callable[[Receipt], tuple[Flag, ...]]
_REST_MS = 150
_MOST_TYPED = 200
_LAST = (2, 4)
"""Where 备注 stands below the fields of a proxy: line and place."""
_WAYS = (
    (ReceiptState.SIGNED, "本人签收"),
    (ReceiptState.PROXY, "代领(D)"),
    (ReceiptState.NOT_RECEIVED, "未领(W)"),
)
_PROXY = (
    ("proxy_name", "代领人"), ("proxy_relation", "与本人关系"), ("proxy_phone", "代领人电话"),
    ("proxy_id_number", "代领人证件号"), ("proxy_reason", "代领原因"),
    ("proxy_confirmed_on", "电话核实日期"), ("proxy_confirmed_by", "核实人"),
)  # fmt: skip


class ReceiptForm(QWidget):
    """The form below the list; `saved` asks to register, `cleared` to take the entry back.

    `resized` tells the list that it has more or less room.
    """

    saved = Signal()
    cleared = Signal()
    resized = Signal()

    def __init__(self, flags_of: FlagsOf) -> None:
        super().__init__()
        self.setObjectName("receipt_form")
        self._flags_of = flags_of
        self._unit: VisitUnit | None = None
        self._edits: dict[str, QLineEdit] = {}
        self._lines: dict[str, list[QWidget]] = {}
        self._dirty = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._judge)
        self._build()

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not registered yet."""
        return self._dirty

    @property
    def day(self) -> str:
        """领取日期 as typed, as an ISO day where it is one."""
        return _day(self._text("received_on"))

    def show_unit(self, unit: VisitUnit | None, receipt: Receipt, day: str) -> None:
        """Show what is registered for `unit`; an open one is offered as signed on `day`."""
        self._unit = unit
        self.setEnabled(unit is not None)
        self._title.setText(f"按纸质签收册登记：{unit.name}" if unit else "按纸质签收册登记")
        registered = receipt.state is not ReceiptState.OPEN
        self._clear_button.setVisible(registered)
        self._known.setText(f"已登记：{receipt.state.value}" if registered else "未登记")
        self._fill(receipt, day)
        self._dirty = False
        self._say_wrong("")
        self._arrange()

    def show_draft(self, draft: Receipt) -> None:
        """Show again what was typed before and not registered."""
        self._fill(draft, draft.received_on or "")
        self._dirty = True
        self._arrange()

    def choose(self, state: ReceiptState) -> None:
        """Set 领取情况 and put the keyboard where the typing begins."""
        place = [way for way, _ in _WAYS].index(state)
        self._ways.button(place).setChecked(True)
        self._dirty = True
        self._arrange()
        first = {ReceiptState.PROXY: "proxy_name", ReceiptState.NOT_RECEIVED: "reason"}
        self._edits[first.get(state, "received_on")].setFocus()

    def receipt(self) -> Receipt:
        """What the form says."""
        state = self._state()
        result = Receipt(
            state=state,
            received_on=None if state is ReceiptState.NOT_RECEIVED else self.day or None,
            remarks=self._text("remarks"),
            flag_reason=self._text("flag_reason") if self._flags.isVisibleTo(self) else "",
        )
        if state is ReceiptState.NOT_RECEIVED:
            return replace(result, reason=self._text("reason"))
        if state is ReceiptState.PROXY:
            result = replace(result, proxy=self._proxy())
        thumb = self._thumb.isChecked()
        return replace(result, thumb_print=thumb, witness=self._text("witness") if thumb else "")

    def refuse(self, sentence: str) -> None:
        """Say why it was not registered; the text stays."""
        self._say_wrong(sentence)
        if self._flags.isVisibleTo(self):
            self._edits["flag_reason"].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            self.resized.emit()

    def _build(self) -> None:
        px = theme.active().px
        self._title = label("", "strong", name="receipt_title")
        self._known = label("", "note", name="receipt_known")
        self._ways = QButtonGroup(self)
        ways = row(gap=10)
        for number, (state, words) in enumerate(_WAYS):
            choice = QRadioButton(words)
            choice.setObjectName(f"receipt_{state.name.lower()}")
            choice.setAccessibleName(words)
            self._ways.addButton(choice, number)
            ways.addWidget(choice)
        self._ways.idClicked.connect(self._touched)
        self._thumb = QCheckBox("按手印")
        self._thumb.setObjectName("thumb_print")
        self._thumb.setAccessibleName("按手印")
        self._thumb.clicked.connect(self._touched)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(6))
        for place in (1, 3, 5):
            self._grid.setColumnStretch(place, 1)
        self._place("received_on", "领取日期", 0, 0)
        self._place("reason", "未领原因", 0, 0)
        for number, (name, words) in enumerate(_PROXY, 1):
            self._place(name, words, number // 3, number % 3 * 2)
        self._place("remarks", "备注", *_LAST)
        self._edits["proxy_confirmed_on"].setPlaceholderText("如 2026-07-29")
        self._edits["received_on"].setPlaceholderText("如 2026-07-29")
        self._flags = note("alert-triangle", "", "bad", name="receipt_flags")
        reason = self._edit("flag_reason", "核实情况")
        reason.setPlaceholderText("确实如此的，写明原因")
        reason.setMinimumWidth(px(220))
        self._flags.layout().addWidget(reason)  # type: ignore[union-attr]
        self._wrong = paragraph("", "error", kind="bad", name="receipt_wrong")
        self._clear_button = button("取消登记", self.cleared.emit, name="receipt_clear")
        save = button("保存登记", self.saved.emit, kind="primary", icon="check",
                      name="receipt_save")  # fmt: skip
        save.setToolTip("回车或 Ctrl+S")
        witness = self._edit("witness", "证明人")
        witness.setPlaceholderText("证明人")
        witness.setFixedWidth(px(110))
        head = row(self._title, self._known, 1, ways, self._thumb, witness, gap=12)
        foot = row(self._wrong, self._clear_button, save, stretch=0)
        layout = column(head, self._grid, self._flags, foot, into=self, margin=12, gap=8)
        layout.setContentsMargins(px(12), px(8), px(12), px(10))
        shortcut("Ctrl+S", self, self.saved.emit)

    def _edit(self, name: str, says: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setObjectName(name)
        edit.setAccessibleName(says)
        edit.setMaxLength(_MOST_TYPED)
        edit.textEdited.connect(self._touched)
        edit.returnPressed.connect(self.saved)
        self._edits[name] = edit
        return edit

    def _place(self, name: str, words: str, line: int, place: int) -> None:
        caption, edit = label(words, "label"), self._edit(name, words)
        caption.setBuddy(edit)
        self._grid.addWidget(caption, line, place)
        self._grid.addWidget(edit, line, place + 1)
        self._lines[name] = [caption, edit]

    def _arrange(self) -> None:
        """Show what the chosen 领取情况 asks for."""
        state = self._state()
        proxy = state is ReceiptState.PROXY
        away = state is ReceiptState.NOT_RECEIVED
        shown = {name: proxy for name, _ in _PROXY} | {
            "received_on": not away, "reason": away,
        }  # fmt: skip
        for name, visible in shown.items():
            for widget in self._lines[name]:
                widget.setVisible(visible)
        line, place = _LAST if proxy else (0, 2)
        for number, widget in enumerate(self._lines["remarks"]):
            self._grid.addWidget(widget, line, place + number)
        self._thumb.setVisible(not away)
        self._edits["witness"].setVisible(self._thumb.isChecked() and not away)
        self._judge()

    def _fill(self, receipt: Receipt, day: str) -> None:
        proxy = receipt.proxy or Proxy(name="")
        open_one = receipt.state is ReceiptState.OPEN
        state = ReceiptState.SIGNED if open_one else receipt.state
        self._ways.button([way for way, _ in _WAYS].index(state)).setChecked(True)
        self._thumb.setChecked(receipt.thumb_print)
        texts = {
            "received_on": day if open_one else receipt.received_on or day,
            "witness": receipt.witness, "reason": receipt.reason, "remarks": receipt.remarks,
            "flag_reason": receipt.flag_reason, "proxy_name": proxy.name,
            "proxy_relation": proxy.relation, "proxy_phone": proxy.phone,
            "proxy_id_number": proxy.id_number or "", "proxy_reason": proxy.reason,
            "proxy_confirmed_on": proxy.confirmed_on or "",
            "proxy_confirmed_by": proxy.confirmed_by,
        }  # fmt: skip
        for name, text in texts.items():
            self._edits[name].setText(text)
            self._edits[name].setCursorPosition(0)

    def _touched(self) -> None:
        self._dirty = True
        if isinstance(self.sender(), QLineEdit):
            self._rest.start()
        else:
            self._arrange()

    def _judge(self) -> None:
        """Ask what is odd about what is typed, and say it where it is seen."""
        self._rest.stop()
        judged = self._unit is not None and self._dirty
        receipt = self.receipt() if judged else None
        flags = self._flags_of(receipt) if receipt else ()
        named = receipt is not None and receipt.proxy is not None and not receipt.proxy.name
        sentences = "" if named else "".join(flag.sentence for flag in flags)
        known = self._edits["flag_reason"].text()
        words = self._flags.findChild(QLabel, "receipt_flags_words")
        if isinstance(words, QLabel):
            words.setText(sentences or ("已写明原因" if known else ""))
        self._flags.setVisible(bool(sentences or known))
        self._say_wrong(self._doubt_of_number())

    def _doubt_of_number(self) -> str:
        text = self._text("proxy_id_number")
        if not text or self._state() is not ReceiptState.PROXY:
            return ""
        doubts = PEOPLE["id_number"].read(text).doubts
        return f"代领人证件号：{doubts[0].sentence}" if doubts else ""

    def _say_wrong(self, sentence: str) -> None:
        self._wrong.setText(sentence)

    def _state(self) -> ReceiptState:
        return _WAYS[max(self._ways.checkedId(), 0)][0]

    def _proxy(self) -> Proxy:
        number = self._text("proxy_id_number")
        read = PEOPLE["id_number"].read(number)
        return Proxy(
            name=self._text("proxy_name"),
            relation=self._text("proxy_relation"),
            id_number=(str(read.value) if read.value else number) or None,
            phone=self._text("proxy_phone"),
            reason=self._text("proxy_reason"),
            confirmed_on=_day(self._text("proxy_confirmed_on")) or None,
            confirmed_by=self._text("proxy_confirmed_by"),
        )

    def _text(self, name: str) -> str:
        return " ".join(clean(self._edits[name].text()).text.split())


def _day(text: str) -> str:
    """`text` as an ISO day where it can be read as a date, else as it is."""
    return str(read_date(text).value or text)
