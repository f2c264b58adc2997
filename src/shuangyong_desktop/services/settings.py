"""设置 that matter: they live in the ledger, are backed up and can be undone (DESIGN 7)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shuangyong_desktop.domain.contact_rules import ContactRules
from shuangyong_desktop.domain.desk import DeskDetails, Preferences
from shuangyong_desktop.domain.plain import from_plain, to_plain
from shuangyong_desktop.services.dictionary import entry_of
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.settings import Settings as Values

if TYPE_CHECKING:
    from shuangyong_desktop.domain.situations import LocalRules

_DESK = "desk"
_PREFERENCES = "preferences"
_COLUMNS = "columns:"
_LOCAL_RULES = "local_rules"
_CONTACT_RULES = "contact:rules"


class Settings:
    """The settings of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._values = Values(ledger)

    def desk(self) -> DeskDetails:
        """Who issues the papers."""
        return from_plain(DeskDetails, self._values.get(_DESK, {}))

    def save_desk(self, desk: DeskDetails) -> None:
        """Change who issues the papers; raises Problem for a name that no paper has room for.

        A list of the 双清单 without a name has its usual one again.
        """
        usual = DeskDetails()
        cleaned = DeskDetails(
            issuer=entry_of(desk.issuer),
            reporter=entry_of(desk.reporter),
            filled_by=entry_of(desk.filled_by),
            checked_by=entry_of(desk.checked_by),
            for_army=entry_of(desk.for_army) or usual.for_army,
            for_local=entry_of(desk.for_local) or usual.for_local,
        )
        with self._ledger.transaction("修改本单位信息") as change:
            self._values.put(change, _DESK, to_plain(cleaned))

    def preferences(self) -> Preferences:
        """What the clerk set about the screen."""
        return from_plain(Preferences, self._values.get(_PREFERENCES, {}))

    def save_preferences(self, preferences: Preferences) -> None:
        """Change what the clerk set about the screen."""
        with self._ledger.transaction("修改显示和锁定设置") as change:
            self._values.put(change, _PREFERENCES, to_plain(preferences))

    def contact_rules(self) -> ContactRules:
        """联系频次: how often people are contacted."""
        return from_plain(ContactRules, self._values.get(_CONTACT_RULES, {}))

    def save_contact_rules(self, rules: ContactRules) -> None:
        """Change how often people are contacted."""
        with self._ledger.transaction("修改联系频次") as change:
            self._values.put(change, _CONTACT_RULES, to_plain(rules))

    def local_rules(self) -> "LocalRules":
        """What the desk set itself where no national rule says it."""
        from shuangyong_desktop.domain.situations import LocalRules  # noqa: PLC0415 (not before the first paint)

        return from_plain(LocalRules, self._values.get(_LOCAL_RULES, {}))

    def save_local_rules(self, rules: "LocalRules") -> None:
        """Change what the desk set itself; it holds for events registered from now on."""
        with self._ledger.transaction("修改待遇和变动设置") as change:
            self._values.put(change, _LOCAL_RULES, to_plain(rules))

    def columns_of(self, fingerprint: str) -> dict[int, str] | None:
        """How the clerk mapped the columns of a table layout, by column; None if never.

        An empty key means that the column is not imported.
        """
        found = self._values.get(_COLUMNS + fingerprint)
        return None if found is None else {int(index): key for index, key in found.items()}

    def remember_columns(self, fingerprint: str, mapping: Mapping[int, str]) -> None:
        """Read tables of this layout the same way from now on."""
        with self._ledger.transaction("记住栏目对应关系") as change:
            self._values.put(
                change, _COLUMNS + fingerprint, {str(index): key for index, key in mapping.items()}
            )
