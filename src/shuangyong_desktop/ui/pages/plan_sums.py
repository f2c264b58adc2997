"""The three cards above a visit plan: money, goods, households, each with what became of them."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from shuangyong_desktop.domain.money import yuan_text
from shuangyong_desktop.domain.visits import VisitTotal
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.pages.plan_now import PlanNow, goods_words
from shuangyong_desktop.ui.widgets.elements import card, glyph, label, row

Part = tuple[float, str]
"""A share of the whole (0 to 1) and its colour token."""


class ShareBar(QWidget):
    """A thin bar of shares; what they mean stands in words beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Draw these shares from the left."""
        self._parts = tuple(parts)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.active().px(80), theme.active().px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(look.colour("line2"))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        left = 0.0
        for share, tint in self._parts:
            width = self.width() * share
            painter.setBrush(look.colour(tint))
            painter.drawRoundedRect(QRectF(left, 0, width, self.height()), radius, radius)
            left += width


class _SumCard(QFrame):
    """One card: what it is about at the left, what is left at the right, figure and bar."""

    def __init__(self, icon: str, words: str, name: str) -> None:
        super().__init__()
        self.setObjectName(f"card_{name}")
        self.setProperty("role", "card")
        self.figure = label("", "figure", name=f"sum_{name}")
        self.beside = label("", "note", name=f"sum_{name}_note")
        self.right = label("", "note", name=f"sum_{name}_right")
        self.bar = ShareBar()
        inside = card(
            row(glyph(icon, "text2", 16), label(words, "label"), 1, self.right, gap=6),
            row(self.figure, self.beside, 1, gap=6),
            self.bar,
            padding=10,
        )
        inside.setProperty("role", "hollow")
        row(inside, into=self)


class PlanSums(QWidget):
    """Money, goods and households of one plan."""

    def __init__(self) -> None:
        super().__init__()
        self._money = _SumCard("cash", "慰问金", "money")
        self._goods = _SumCard("package", "慰问品", "goods")
        self._units = _SumCard("users", "慰问户", "units")
        layout = row(self._money, self._goods, self._units, into=self, gap=12)
        for place, share in enumerate((10, 10, 12)):
            layout.setStretch(place, share)

    def show_plan(self, now: PlanNow) -> None:
        """Show the figures of `now`."""
        figures = now.settlement
        planned, given = figures.planned, figures.given
        self._money.figure.setText(yuan_text(planned.money))
        self._money.beside.setText("元已安排")
        self._money.right.setText(f"已核销 {yuan_text(given.money)} 元")
        self._money.bar.show_parts([(_share(given.money, planned.money), "c1")])
        self._goods.figure.setText(f"{_pieces(planned):,}")
        self._goods.beside.setText(f"件：{goods_words(planned.goods)}" if planned.goods else "件")
        self._goods.right.setText(f"已发 {_pieces(given):,}")
        self._goods.bar.show_parts([(_share(_pieces(given), _pieces(planned)), "c3")])
        self._units.figure.setText(f"{planned.units:,}")
        self._units.beside.setText("户 ＝ " + " ＋ ".join(
            [f"已发 {given.units}"]
            + [f"{share.label} {share.total.units}" for share in figures.differences]
        ))  # fmt: skip
        self._units.right.setText(f"{now.plan.delivery.value} · {len(now.groups)} 个组")
        waiting = _share(figures.waiting.units, planned.units)
        self._units.bar.show_parts([(_share(given.units, planned.units), "c1"), (waiting, "c2")])


def _pieces(sums: VisitTotal) -> int:
    return sum(item.quantity for item in sums.goods)


def _share(part: object, whole: object) -> float:
    return float(part) / float(whole) if whole else 0.0  # type: ignore[arg-type]
