"""What stands around a table and holds for all its rows: a community or a category.

Taken from section rows (一、残疾军人; （二）玉龙社区), titles and sheet names, and only where the
table has no column of its own for it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from shuangyong_desktop.domain.categories import read_categories
from shuangyong_desktop.domain.communities import full_name
from shuangyong_desktop.domain.fields import Severity
from shuangyong_desktop.domain.text import squeeze

_NUMBER = re.compile(
    r"^[(（]?[一二三四五六七八九十\d]+[)）、.．,，]+|[(（][^()（）]*[)）]?$|[:：].*$"
)
_SUFFIX = re.compile(r"(?:人员|对象)?(?:花名册|名册|名单|台账|登记表|汇总表|统计表|明细表?|表|册)$")
_PLACE = re.compile(r"[\u3400-\U0003ffff]{2,8}(?:社区|(?<!农)村)$")
_IN_TITLE = re.compile(
    r"(?:^|街道|镇|乡|区|县|年)([\u3400-\U0003ffff]{2,4}?(?:社区|(?<!农)村))(?!民|居)"
)
_GENERIC = re.compile(
    r"(?i)sheet|表|册|汇总|合计|数据|信息|名单|统计|台账|台帐|采集|登记|人员|军人|花名|附件|模板|说明|总"
    r"|发放|\d|年|月|春节|八一|退役|优抚|双拥|慰问|[a-z]"
)
_SHORT_NAME = range(2, 5)
_LONGEST_SECTION = 60


@dataclass(frozen=True, slots=True)
class Context:
    """The community and category codes that rows without their own take over."""

    community: str = ""
    categories: tuple[str, ...] = ()

    def after(self, section: str) -> "Context":
        """The context below a section row; what it does not mention stays."""
        found = mentioned(section)
        return replace(
            self,
            community=found.community or self.community,
            categories=found.categories or self.categories,
        )


def mentioned(text: str) -> Context:
    """The community or category that a section row or sheet name consists of."""
    plain = squeeze(text)
    if len(plain) > _LONGEST_SECTION:
        return Context()
    while (bare := _SUFFIX.sub("", _NUMBER.sub("", plain))) != plain:
        plain = bare
    if _PLACE.search(plain):
        return Context(full_name(plain))
    reading = read_categories(plain) if plain else None
    if reading and reading.value and all(d.severity is Severity.INFO for d in reading.doubts):
        return Context(categories=reading.value)
    return Context()


def in_title(titles: Iterable[str]) -> Context:
    """The community that a title names (通惠街道玉龙社区退役军人花名册)."""
    for title in titles:
        match = _IN_TITLE.search(squeeze(title))
        if match:
            return Context(full_name(match[1]))
    return Context()


def from_sheet_name(name: str, others: Iterable[str]) -> Context:
    """What the name of a sheet says when there is one sheet per community or category.

    A bare name such as 登瀛 is taken for a community only when several sheets are named so.
    """
    found = mentioned(name)
    if found != Context():
        return found
    if _is_bare_place(name) and sum(_is_bare_place(other) for other in others) > 1:
        return Context(full_name(name))
    return Context()


def _is_bare_place(name: str) -> bool:
    plain = squeeze(re.sub(r"[(（].*", "", name))
    return bool(_PLACE.search(plain)) or (len(plain) in _SHORT_NAME and not _GENERIC.search(plain))
