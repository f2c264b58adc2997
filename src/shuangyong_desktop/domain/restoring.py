"""恢复备份 (restoring): what the clerk is told before it is done."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """Some people: how many, and the names of up to two hundred of them."""

    count: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Differences:
    """How a package differs from the ledger in use.

    新增: people that come with the package; 缺少: people of the ledger that it does not have;
    不同: people that both have with other contents. `foreign` packages are of another ledger:
    everybody in them is new.
    """

    added: Names
    missing: Names
    different: Names
    foreign: bool = False

    @property
    def words(self) -> str:
        """The difference in one line, as the clerk reads it."""
        line = (
            f"恢复后：新增 {self.added.count} 人，缺少 {self.missing.count} 人，"
            f"不同 {self.different.count} 人。"
        )
        return f"这是另一份台账的备份。{line}" if self.foreign else line
