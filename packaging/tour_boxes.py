"""The stops of the tour at 迎检: a box, a scoring item, what was left out, a score."""

from decimal import Decimal
from functools import partial

from stage import Stage

from shuangyong_desktop.domain.boxes import Years
from shuangyong_desktop.domain.rolls.scoring import ScoringItem
from shuangyong_desktop.ui.pages.boxes import BoxesPage
from shuangyong_desktop.ui.widgets.facet_list import FacetList

_BOX = "03"


def see_boxes(stage: Stage) -> None:
    """The boxes of the demo's years with rules of one's own."""
    desk = stage.window.desk
    if desk is None:
        return
    stage.press("tab_reports")
    stage.find(FacetList, "reports").picked.emit("迎检", "boxes", False)  # noqa: FBT003 (a signal)
    page = stage.find(BoxesPage, "")
    stage.see("boxes_first")
    boxes, years = desk.office.boxes, Years(desk.year - 3, desk.year)
    item = boxes.score(ScoringItem(
        number="3.1", title="走访慰问驻军部队和优抚对象", box=_BOX, points=Decimal(2),
        score=Decimal("1.5"), standard="春节、八一走访慰问有方案、有名册、有签收，缺一项扣0.5分。",
        reason="缺部分照片",
    ))  # fmt: skip
    keys = boxes.members(_BOX, years)
    boxes.put_in(_BOX, keys[:2], item.id)
    boxes.leave_out(_BOX, keys[-1:])
    desk.changed.emit()
    for section, key in (("迎检盒", _BOX), ("评分项", str(item.id))):
        stage.find(FacetList, "boxes").picked.emit(section, key, False)  # noqa: FBT003 (a signal)
        stage.see("boxes_box" if key == _BOX else "boxes_item")
    stage.see_dialog("boxes_score", partial(stage.press, "box_score"))
    page.show_box(_BOX)
    stage.press("box_left_out")
    stage.see("boxes_left_out")
