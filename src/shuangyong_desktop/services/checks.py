"""检查台账: whether everything is as it was written."""

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.storage import checks
from shuangyong_desktop.storage.ledger import Ledger


def check(ledger: Ledger) -> str:
    """Look at every page, the structure, the history chain and whether it replays to the ledger.

    Returns the sentence of a sound ledger; raises Problem with every fault found.
    """
    faults = list(checks.faults(ledger))
    if faults:
        raise Problem("\n".join(faults), code="ledger_faulty")
    counts = checks.counts(ledger.connection)
    return (
        f"台账完好：{counts['person']} 人；文件页面、结构、操作记录的链条都核对无误，"
        "按操作记录重演的结果与台账一致。"
    )
