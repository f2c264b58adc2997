"""村（社区）: the desk's own list, edited one per line."""

from shuangyong_desktop.domain.communities import Community, full_name
from shuangyong_desktop.domain.community_lists import CommunityEdit, edit_of
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.dictionary import lines_of
from shuangyong_desktop.storage.communities import Communities as Records
from shuangyong_desktop.storage.ledger import Ledger


class Communities:
    """The communities of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._records = Records(ledger)

    def all(self) -> tuple[Community, ...]:
        """Every community in the desk's order; those it never placed come last."""
        return self._records.all()

    def preview(self, lines: str) -> CommunityEdit:
        """What saving `lines` (one community each) would change; nothing is written.

        Raises Problem when one stands there twice, or one is left out where people live.
        """
        edit = edit_of(self.all(), lines_of(lines))
        for community in edit.removed:
            people = self._records.people_in(community.id or 0)
            if people:
                raise Problem(
                    f"“{community.name}”还登记有 {people} 人或户，不能去掉，没有保存。"
                    "请先把他们改到别的村（社区）。",
                    code="community_used",
                )
        return edit

    def save(self, lines: str) -> CommunityEdit:
        """Add, correct, leave out and order communities by `lines`, as one undoable change."""
        edit = self.preview(lines)
        with self._ledger.transaction("修改村（社区）名单") as change:
            if edit.renamed:
                community, name = edit.renamed
                self._records.rename(change, community.id or 0, name)
            for community in edit.removed:
                self._records.remove(change, community.id or 0)
            ids = self._records.learn(change, edit.order)
            for position, name in enumerate(edit.order, 1):
                self._records.place(change, ids[name], position)
        return edit

    def rename(self, community_id: int, name: str) -> None:
        """Correct a name, as one undoable change; everybody there moves along.

        Raises Problem without a name and when another community has it already.
        """
        wanted = full_name(name)
        (old,) = [known for known in self.all() if known.id == community_id]
        if not wanted or any(known.name == wanted for known in self.all() if known is not old):
            said = f"已经有“{wanted}”了" if wanted else "请填写名称"
            raise Problem(f"{said}，“{old.name}”没有改名。", code="community_name")
        with self._ledger.transaction(f"村（社区）改名：{old.name} → {wanted}") as change:
            self._records.rename(change, community_id, wanted)
