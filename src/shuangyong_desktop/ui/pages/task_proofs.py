"""销号条件 of a task in its dialog: a line for each, with what it is and how many of it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from shuangyong_desktop.domain.tasks import Proof, ProofKind
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.elements import button, column, label, row

_MOST_FILES = 99


class _Line(QWidget):
    """One condition; the words, the kind and the least number."""

    def __init__(self, proof: Proof, number: int, owner: "ProofLines") -> None:
        super().__init__()
        self._proof = proof
        self._title = QLineEdit(proof.title or "")
        self._title.setPlaceholderText("如 现场照片、活动通知、签到表")
        self._kind = QComboBox()
        self._kind.addItems([kind.value for kind in ProofKind])
        self._kind.setCurrentText(proof.kind.value)
        self._least = QSpinBox()
        self._least.setRange(1, _MOST_FILES)
        self._least.setSuffix(" 份")
        self._least.setValue(max(proof.least, 1))
        self._least.setFixedWidth(theme.active().px(64))
        for part, key, says in ((self._title, "title", "条件"), (self._kind, "kind", "种类"),
                                (self._least, "least", "至少几份")):  # fmt: skip
            part.setObjectName(f"proof_{number}_{key}")
            part.setAccessibleName(f"销号条件 {number}：{says}")
        away = button("", lambda: owner.take_away(self), kind="flat", icon="x",
                      name=f"proof_{number}_remove")  # fmt: skip
        away.setAccessibleName(f"去掉销号条件 {number}")
        row(self._title, self._kind, self._least, away, into=self, gap=6, stretch=0)

    @property
    def proof(self) -> Proof:
        """The condition as it stands here; one that was known keeps its tick and its files."""
        return replace(
            self._proof,
            title=self._title.text().strip() or None,
            kind=ProofKind(self._kind.currentText()),
            least=self._least.value(),
        )

    def take_focus(self) -> None:
        """Put the keyboard on the words."""
        self._title.setFocus()


class ProofLines(QWidget):
    """The conditions of one task; an empty line is none."""

    def __init__(self, proofs: Sequence[Proof]) -> None:
        super().__init__()
        self.setProperty("role", "scrolled")
        self._made = 0
        self._lines: list[_Line] = []
        self._place: QVBoxLayout = column(gap=4)
        add = button("添加条件", self._add, icon="plus", kind="link", name="proof_add")
        heading = row(label("销号条件", "strong"), label("都齐了才能销号", "note"), 1, add)
        column(heading, self._place, into=self, gap=4)
        for proof in proofs:
            self._append(proof)

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """The conditions that are written here, in their order."""
        return tuple(proof for line in self._lines if (proof := line.proof).title)

    def take_away(self, line: QWidget) -> None:
        """Drop a line."""
        self._lines = [known for known in self._lines if known is not line]
        self._place.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _add(self) -> None:
        self._append(Proof()).take_focus()

    def _append(self, proof: Proof) -> _Line:
        self._made += 1
        line = _Line(proof, self._made, self)
        self._lines.append(line)
        self._place.addWidget(line)
        return line
