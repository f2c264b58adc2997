"""Which 村（社区） of the ledger a spelling means while a list is taken in."""

from shuangyong_desktop.domain.communities import Community, CommunityNames, CommunityType
from shuangyong_desktop.storage.communities import Communities
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.transaction import Transaction


class Placing:
    """Settles spellings of communities; a fuller name corrects a bare one for everybody there."""

    def __init__(self, ledger: Ledger, change: Transaction) -> None:
        self._communities = Communities(ledger)
        self._change = change
        self._settled: dict[str, str] = {}
        self._names = CommunityNames(self._communities.ids())

    def name_of(self, text: str) -> str:
        """The ledger's name for `text`; `text` itself where it is a community of its own."""
        settled = self._settled.get(text)
        if settled is None:
            settled = self._settled[text] = self._settle(text)
        return settled

    def _settle(self, text: str) -> str:
        known = self._names.find(text)
        if known is None:
            self._communities.learn(self._change, (text,))
            self._names.add(text)
            return text
        if known != text and Community(known).type is CommunityType.UNKNOWN:
            self._communities.rename(self._change, self._communities.ids()[known], text)
            self._names = CommunityNames(self._communities.ids())
            for spelling, name in self._settled.items():
                if name == known:
                    self._settled[spelling] = text
            return text
        return known
