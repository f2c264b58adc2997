"""村（社区） (communities): one name each, however the lists spell it.

The program ships no list of communities: which ones a subdistrict has is learnt from the
desk (DESIGN 25). Spellings are the same community when their bare names agree.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class CommunityType(StrEnum):
    """村 or 社区, as far as the name tells."""

    VILLAGE = "村"
    RESIDENTIAL = "社区"
    UNKNOWN = "未注明"


@dataclass(frozen=True, slots=True)
class Community:
    """One 村（社区） of the desk; `position` is the desk's own order."""

    name: str
    position: int = 0
    id: int | None = None

    @property
    def type(self) -> CommunityType:
        """What the name says it is."""
        if self.name.endswith(("社区", "居委会", "居民委员会")):
            return CommunityType.RESIDENTIAL
        if self.name.endswith(("村", "村委会", "村民委员会")):
            return CommunityType.VILLAGE
        return CommunityType.UNKNOWN


_ABOVE = re.compile(r"^(?:.{2,3}[市省])?(?:.{2,4}[区县])?(?:.{2,4}(?:街道|镇|乡)(?:办事处)?)(?=.)")
_PATH_SIGNS = "/／\\>》→|-_"
_PATH = re.compile(r"(?<=[省市区县旗道镇乡处])(?<!社区)[/／\\>》→|_-]+")
_GROUP = re.compile(
    r"(?<=村|区)[/／、,，-]?第?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:村民|居民)?小?[组社队].*$|(?<=村|区)网格.*$"
)
_TAIL = re.compile(r"(?:社区)?(?:居民|村民)?(?:委员会|居委会|村委会)$|社区$|村$")


def full_name(text: str) -> str:
    """`text` without spaces and the places above it; 社区 or 村 instead of its committee.

    “綦江区通惠街道玉龙社区居委会” is “玉龙社区”; “石盘村村民委员会” is “石盘村”.
    """
    name = _PATH.split(re.sub(r"\s+", "", text).strip(_PATH_SIGNS))[-1]
    name = _ABOVE.sub("", name) or name
    name = _GROUP.sub("", name)
    name = re.sub(r"(社区)?居(民委员|委)会$", "社区", name)
    return re.sub(r"村?村(民委员|委)会$", "村", name)


def bare_name(text: str) -> str:
    """What is left of a community's name without its kind: “玉龙社区居委会” and “玉龙” agree."""
    name = full_name(text)
    return _TAIL.sub("", name) or name


class CommunityNames:
    """The communities known so far, found by any spelling."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._by_bare: dict[str, list[str]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Learn a community's full name."""
        known = self._by_bare.setdefault(bare_name(name), [])
        if name not in known:
            known.append(name)

    def find(self, text: str) -> str | None:
        """The one known community that `text` can mean; None when none or several can."""
        wanted = full_name(text)
        known = self._by_bare.get(bare_name(text), [])
        if wanted in known:
            return wanted
        fuller = [name for name in known if name != bare_name(text)] or known
        if len(fuller) != 1 or _contradicts(wanted, fuller[0]):
            return None
        return fuller[0]


def _contradicts(wanted: str, known: str) -> bool:
    """Whether one says 村 and the other 社区: two places of the same bare name."""
    kinds = {Community(wanted).type, Community(known).type} - {CommunityType.UNKNOWN}
    return len(kinds) > 1
