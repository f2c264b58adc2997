"""What stands around a table and holds for all its rows: a community or a category.

Taken from section rows (一、残疾军人; （二）玉龙社区), titles and sheet names, and only where the
table has no column of its own for it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from shuangyong_desktop.domain.categories import named_category, read_categories
from shuangyong_desktop.domain.communities import full_name
from shuangyong_desktop.domain.text import squeeze

_NUMBERED = re.compile(r"^[(（]?[一二三四五六七八九十]{1,3}[)）、.．,，]")
_NUMBER = re.compile(
    r"^[(（]?[一二三四五六七八九十\d]+[)）、.．,，]+|[(（][^()（）]*[)）]?$|[:：].*$"
)
_SUFFIX = re.compile(r"(?:人员|对象)?(?:花名册|名册|名单|台账|登记表|汇总表|统计表|明细表?|表|册)$")
_BEFORE = re.compile(
    r"^附件\d*[:：]?|^.*?(?:街道|镇|乡|社区|(?<!农)村|办事处|服务站)"
    r"|^.*\d{4}年?(?:度|第?.季度|\d{1,2}月份?|[上下]半年)?"
)
_PURPOSE = re.compile(
    r"(?:人员|对象|花名册|名册|名单|台账|台帐|一览表|登记|汇总|统计|明细|核对|核查|审批|领取|采集|信息|基本|情况|发放"
    r"|生活|定期|抚恤|补助|补贴|优待|资金|金|走访|慰问|册|表|簿)$"
)
_EVERYBODY = frozenset(["退役军人"])
"""Words that are a class in a cell, but in a title mean all who served."""

_HAN = "[\u3400-\u9fff\U00020000-\U0003ffff]"
_PLACE = re.compile(rf"{_HAN}{{2,8}}(?:社区|(?<!农)村)$")
_IN_TITLE = re.compile(
    rf"(?:^|[:：]|街道|镇|乡|区|县|年)({_HAN}{{2,4}}?(?:社区|(?<!农)村))(?!民|居)"
)
_GENERIC = re.compile(
    r"(?i)sheet|表|册|汇总|合计|数据|信息|名单|统计|台账|台帐|采集|登记|人员|军人|花名|附件|模板|说明|总"
    r"|发放|\d|年|月|春节|八一|退役|优抚|双拥|慰问|[a-z]"
)
_FRAMES = '【】[]《》〈〉<>“”"-—=*·'
_SHORT_NAME = range(2, 5)
_LONGEST_SECTION = 60


@dataclass(frozen=True, slots=True)
class Context:
    """The community and category codes that rows without their own take over."""

    community: str = ""
    categories: tuple[str, ...] = ()

    def after(self, section: str, around: "Context") -> "Context":
        """The context below a section row; what it does not mention stays.

        A numbered section of nothing known (四、其他) ends the class of the section before it:
        there is what held `around` the sections.
        """
        found = mentioned(section)
        if found == Context() and is_numbered(section):
            return replace(self, categories=around.categories)
        return replace(
            self,
            community=found.community or self.community,
            categories=found.categories or self.categories,
        )


def mentioned(text: str) -> Context:
    """The community or category that a section row or sheet name consists of."""
    plain = squeeze(text).strip(_FRAMES)
    if len(plain) > _LONGEST_SECTION:
        return Context()
    while (bare := _SUFFIX.sub("", _NUMBER.sub("", plain))) != plain:
        plain = bare
    if _PLACE.search(plain):
        return Context(full_name(plain))
    reading = read_categories(plain) if plain and plain not in _EVERYBODY else None
    clear = reading and all(doubt.kind == "vague_category" for doubt in reading.doubts)
    if reading and clear and len(reading.value) == 1:
        return Context(categories=reading.value)
    return Context()


def in_title(titles: Iterable[str]) -> Context:
    """The community or the class that a title names (玉龙社区退役军人花名册, 残疾军人花名册).

    A class counts only where the title is about nothing else; sections are no titles.
    """
    found = Context()
    for title in map(squeeze, titles):
        if is_numbered(title):
            continue
        place = _IN_TITLE.search(title)
        if place and not found.community:
            found = replace(found, community=full_name(place[1]))
        code = None if found.categories else _class_of_title(title)
        if code:
            found = replace(found, categories=(code,))
    return found


def first_section(titles: Iterable[str], around: Context) -> Context:
    """What the numbered lines between title and heading say (一、残疾军人)."""
    found = around
    for title in titles:
        if is_numbered(title):
            found = found.after(title, around)
    return found


def is_numbered(text: str) -> bool:
    """Whether a row begins as a section does (一、 （二）)."""
    return bool(_NUMBERED.match(text.strip()))


def _class_of_title(title: str) -> str | None:
    bare = _BEFORE.sub("", _BEFORE.sub("", title))
    while bare not in _EVERYBODY:
        code = named_category(bare)
        shorter = _PURPOSE.sub("", bare)
        if code or shorter == bare:
            return code
        bare = shorter
    return None


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
