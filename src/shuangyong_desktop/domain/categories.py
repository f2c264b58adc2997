"""人员类别 (categories): the legal names, the words offices use for them, and how they are read.

Names follow CLERK §1; definitions and money follow DOMAIN §2.3 (军人抚恤优待条例 in force
2024-10-01, 烈士褒扬条例 2025-01-01, 退役军人保障法). The desk can add categories of its own;
each keeps one bit of the search mask for good, so bits are never reused.
"""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache

from shuangyong_desktop.domain.category_stems import (
    bracketed,
    has_left_the_army,
    is_both_services,
    is_denied,
    is_of_the_family,
    parts_of,
    stem_code,
)
from shuangyong_desktop.domain.fields import Doubt, Reading, Severity, Suggestion

MOST_CATEGORIES = 63
_LONGEST_WORD = 60
_SIMILAR = 0.75
_LONG_ENOUGH = 4
_NARROW = 9  # characters


class CategoryGroup(StrEnum):
    """The two halves of the ledger that every summary counts apart (CLERK §1)."""

    VETERAN = "退役军人"
    BENEFICIARY = "其他优抚对象"


@dataclass(frozen=True, slots=True)
class Category:
    """One 人员类别: its code in the file, its legal name and the words that mean it.

    `short` may stand in narrow columns only. `paid` says that the class as such draws a
    periodic pension or subsidy from the county (残疾抚恤金, 定期抚恤金, 定期生活补助).
    `vague` classes stand for files that do not tell which one is meant (三属, 两参); they
    ask to be settled. `exchange_name` is the older name that files between offices use.
    """

    code: str
    name: str
    group: CategoryGroup
    bit: int
    short: str = ""
    paid: bool = False
    vague: bool = False
    exchange_name: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def narrow(self) -> str:
        """The name for narrow columns: the legal one where it fits, else the short (CLERK §1)."""
        return self.name if len(self.name) <= _NARROW else self.short or self.name


_V, _B = CategoryGroup.VETERAN, CategoryGroup.BENEFICIARY

CATEGORIES: tuple[Category, ...] = (
    Category(
        "disabled_serviceman", "残疾军人", _V, 0, "残疾军人", paid=True,
        aliases=("伤残军人", "伤残", "残军", "伤残人员", "革命伤残军人", "残疾退役军人",
                 "伤残退役军人"),
    ),
    Category(
        "martyr_survivor", "烈士遗属", _B, 1, "烈士遗属", paid=True,
        aliases=("烈属", "烈士家属", "革命烈士家属", "烈士亲属"),
    ),
    Category(
        "duty_death_survivor", "因公牺牲军人遗属", _B, 2, "因公遗属", paid=True,
        aliases=("因公牺牲遗属", "牺牲军人遗属", "因公牺牲军人家属", "因公牺牲", "因公牺牲军属"),
    ),
    Category(
        "illness_death_survivor", "病故军人遗属", _B, 3, "病故遗属", paid=True,
        aliases=("病故遗属", "病故军属", "病故军人家属", "病故军人", "病故"),
    ),
    Category(
        "rural_demobilized_pre1954", "在乡复员军人", _V, 4, "在乡复员", paid=True,
        aliases=("在乡老复员军人", "在乡老复员", "老复员", "老复员军人", "在乡复员",
                 "复员军人", "在乡"),
    ),
    Category(
        "ill_returned_veteran", "带病回乡退役军人", _V, 5, "带病回乡", paid=True,
        exchange_name="带病回乡退伍军人",
        aliases=("带病回乡", "带病", "带病回乡退伍军人", "带病退伍军人", "带病回乡人员",
                 "带病回乡退伍"),
    ),
    Category(
        "war_veteran", "参战退役军人", _V, 6, "参战", paid=True, exchange_name="参战退役人员",
        aliases=("参战", "参战人员", "参战退役人员", "对越参战", "参战退伍军人", "参战老兵",
                 "对越自卫反击战", "参战军人", "抗美援越"),
    ),
    Category(
        "nuclear_test_veteran", "参试退役军人", _V, 7, "参试", paid=True,
        exchange_name="参试退役人员",
        aliases=("参试", "参试人员", "参试退役人员", "涉核", "8023", "原8023部队", "8023部队",
                 "涉核人员", "参试退伍军人", "核试验", "8023部队退役人员"),
    ),
    Category(
        "rural_veteran_60plus", "年满60周岁农村籍退役士兵", _V, 8, "农村籍退役士兵", paid=True,
        exchange_name="农村籍退役士兵",
        aliases=("农村籍退役士兵", "60岁农村籍", "60周岁以上农村籍退役士兵", "60岁退役士兵",
                 "农村籍老年退役士兵", "60周岁农村籍", "60岁以上农村籍退役士兵", "农村籍老兵",
                 "60周岁农村籍退役士兵", "60岁农村籍退役士兵", "农村籍", "老年农村籍退役士兵",
                 "60岁以上退役士兵", "农村籍退伍军人", "60岁以上农村籍", "60周岁",
                 "农村退役士兵", "农村退伍军人"),
    ),
    Category(
        "martyr_child_60plus", "烈士老年子女", _B, 9, "烈士子女", paid=True,
        aliases=("老烈子女", "部分烈士(错杀被平反人员)子女", "60岁烈士子女", "部分烈士子女",
                 "部分烈士（含错杀后被平反人员）子女", "老年烈士子女", "烈士子女",
                 "部分老年烈士子女", "60周岁以上烈士子女"),
    ),
    Category(
        "serviceman_family", "军人家属（现役）", _B, 10, "军人家属", exchange_name="现役军人家属",
        aliases=("现役军人家属", "军属", "现役家属", "军人家属", "义务兵家属", "军士家属",
                 "义务兵家庭", "现役义务兵家属"),
    ),
    Category(
        "retired_soldier", "退役士兵", _V, 11,
        aliases=("退伍军人", "退伍兵", "退役军人", "退伍士兵", "退役义务兵", "退伍", "普通退役士兵",
                 "自主择业士兵", "城镇退役士兵", "一般退役军人"),
    ),
    Category(
        "veteran_self_employed", "退役士兵（自主就业）", _V, 12, "自主就业",
        aliases=("自主就业", "自主就业退役士兵"),
    ),
    Category(
        "veteran_job_assigned", "退役士兵（安排工作）", _V, 13, "安排工作",
        aliases=("安排工作", "符合安排工作条件退役士兵", "政府安排工作退役士兵", "转业士兵"),
    ),
    Category(
        "veteran_state_support", "退役士兵（国家供养）", _V, 14, "国家供养",
        aliases=("国家供养", "国家供养退役士兵"),
    ),
    Category(
        "retired_nco_soldier", "退役军士", _V, 15, exchange_name="军士(士官)退役",
        aliases=("退役士官", "转业士官", "军士(士官)退役", "复员士官", "士官", "军士"),
    ),
    Category(
        "transferred_officer", "军队转业干部", _V, 16, "转业干部",
        aliases=("转业干部", "军转干部", "转业军官", "转业", "自主择业", "自主择业军转干部",
                 "企业军转干部", "自主择业军队转业干部"),
    ),
    Category(
        "monthly_pension_veteran", "逐月领取退役金退役军人", _V, 17, "逐月领取",
        aliases=("逐月领取退役金", "逐月领取", "逐月领取退役金人员"),
    ),
    Category(
        "demobilized_officer", "复员干部", _V, 18,
        aliases=("复员军官", "军队复员干部"),
    ),
    Category(
        "retired_officer", "军队离退休干部", _V, 19, "军休干部",
        aliases=("军休干部", "军休", "退休军官", "离休干部", "军队离休干部", "军队退休干部",
                 "军休人员"),
    ),
    Category(
        "retired_nco", "退休军士", _V, 20, aliases=("退休士官", "军队退休士官"),
    ),
    Category(
        "army_civilian_retiree", "军队无军籍退休退职职工", _V, 21, "无军籍职工",
        aliases=("无军籍职工", "无军籍退休职工", "军队无军籍离退休退职职工"),
    ),
    Category(
        "red_army_veteran", "红军老战士", _V, 22, paid=True,
        aliases=("在乡退伍红军老战士", "在乡西路军红军老战士", "红军失散人员", "三红"),
    ),
    Category(
        "disabled_police", "伤残人民警察", _B, 23, paid=True, aliases=("残疾人民警察",),
    ),
    Category(
        "disabled_official", "伤残国家机关工作人员", _B, 24, "伤残公务人员", paid=True,
        aliases=("残疾国家机关工作人员", "残疾公务员", "伤残公务员"),
    ),
    Category(
        "disabled_militia", "伤残预备役人员、伤残民兵民工", _B, 25, "伤残民兵", paid=True,
        aliases=("伤残预备役人员和伤残民兵民工", "伤残民兵民工", "伤残民兵", "残疾民兵",
                 "伤残预备役人员"),
    ),
    Category(
        "disabled_other_duty", "其他因公伤残人员", _B, 26, "其他因公伤残", paid=True,
    ),
    Category("serviceman", "现役军人", _B, 27, aliases=("义务兵", "现役")),
    Category("accompanying_family", "随军家属", _B, 28),
    Category(
        "martyr_no_survivor", "无遗属烈士", _B, 29, aliases=("烈士（无遗属）",),
    ),
    Category(
        "survivor_unsettled", "三属（待核实类别）", _B, 30, "三属", paid=True, vague=True,
        exchange_name="三属", aliases=("三属", "三属人员", "遗属"),
    ),
    Category(
        "two_services_unsettled", "两参（待核实类别）", _V, 31, "两参", paid=True, vague=True,
        exchange_name="两参人员", aliases=("两参", "两参人员", "两参退役人员", "两参退役军人"),
    ),
)  # fmt: skip

BY_CODE = {category.code: category for category in CATEGORIES}


def plain(text: str) -> str:
    """`text` without spaces, brackets and width differences, for comparing category words."""
    folded = text.translate(_FOLD)
    return re.sub(r"[\s()\[\]【】《》〈〉“”\"'·.。]+", "", folded)


_FOLD = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20}


class CategoryWords:
    """Reads what offices write in a category cell, with the desk's own aliases added."""

    def __init__(self, categories: Iterable[Category] = CATEGORIES) -> None:
        self.categories = tuple(categories)
        self._by_word: dict[str, Category] = {}
        for category in self.categories:
            for word in (category.name, category.exchange_name, *category.aliases):
                if word:
                    self._by_word.setdefault(plain(word), category)
        self._by_code = {category.code: category for category in self.categories}
        self._longest_first = sorted(self._by_word, key=len, reverse=True)
        self.read = lru_cache(maxsize=4096)(self._read)

    def _read(self, text: str) -> Reading:
        """The category codes in `text` (several may share a cell) and what is doubtful.

        A grade or nature in the same cell (“残疾军人（因战八级）”) is left for those columns.
        """
        found: list[Category] = []
        strange: list[str] = []
        guessed: list[tuple[str, Category]] = []
        for part in [text] if plain(text) in self._by_word else parts_of(text):
            if not plain(part):
                continue
            meant = self._meant(part)
            if not meant and (code := stem_code(plain(part))) in self._by_code:
                meant = [self._by_code[code]]
                guessed.append((part, meant[0]))
            strange += [] if meant else [part]
            found += [category for category in meant if category not in found]
        return Reading(
            tuple(item.code for item in found), tuple(self._doubts(found, guessed, strange))
        )

    def named(self, text: str) -> str | None:
        """The code of the class that `text` is a word for; None for anything longer."""
        category = self._by_word.get(plain(text))
        return category.code if category else None

    def _meant(self, part: str) -> list[Category]:
        """The classes a part names outright: as a whole, in brackets, or word by word."""
        whole = self._by_word.get(plain(part))
        if whole:
            return [whole]
        words = part.split()
        meanings = [self._meant(word) for word in words] if len(words) > 1 else []
        if meanings and all(meanings):
            return list(dict.fromkeys(itertools.chain(*meanings)))
        outside, inside = bracketed(part)
        if inside:
            own = self._match(plain(outside))
            explained = [
                self._by_word[plain(note)] for note in inside if plain(note) in self._by_word
            ]
            clear = [category for category in explained if not category.vague]
            if own is None or (own.vague and clear):
                return clear or explained
            return [own, *(category for category in clear if category is not own)]
        own = self._match(plain(part))
        return [own] if own else []

    def _nearest(self, word: str, others: str) -> Suggestion | None:
        """The listed word that differs by a slip of the pen, for the clerk to agree to."""
        if len(word) < _LONG_ENOUGH or is_denied(word) or is_of_the_family(word):
            return None
        near = get_close_matches(word, self._by_word, 1, _SIMILAR)
        if not near:
            return None
        name = self._by_word[near[0]].name
        whole = f"{others}、{name}" if others else name
        return Suggestion(whole, f"可能是{name}", by_hand=True)

    def _match(self, word: str) -> Category | None:
        exact = self._by_word.get(word)
        if exact or not 2 <= len(word) <= _LONGEST_WORD:  # noqa: PLR2004 (one character is no name)
            return exact
        word = word.replace("六十", "60")
        bare = re.sub(r"因[战公病]|[一二三四五六七八九十\d]+[级等][甲乙]?级?", "", word)
        if bare in self._by_word:
            return self._by_word[bare]
        known = next(
            (known for known in self._longest_first
             if len(known) >= 3 and known in bare),  # noqa: PLR2004 (shorter ones match by chance)
            None,
        )  # fmt: skip
        if known is None or (is_denied(bare) and not bare.startswith(known)):
            return None
        if is_both_services(bare) or (has_left_the_army(bare) and not has_left_the_army(known)):
            return None
        if is_of_the_family(bare) and not is_of_the_family(known):
            return None
        return self._by_word[known]

    def _doubts(
        self, found: list[Category], guessed: list[tuple[str, Category]], strange: list[str]
    ) -> Iterable[Doubt]:
        """A suggestion stands for the whole cell, so it names the other classes too."""
        names = "、".join(category.name for category in found)
        for word, category in guessed:
            sentence = f"人员类别“{word}”读作{category.name}，请核对。"
            change = Suggestion(names, f"记为{names}")
            yield Doubt("guessed_category", sentence, "categories", Severity.INFO, change)
        for word in strange:
            sentence = f"人员类别“{word}”不认识，请从列表中选择。"
            near = self._nearest(plain(word), names)
            yield Doubt("unknown_category", sentence, "categories", suggestion=near)
        for category in found:
            if category.vague:
                sentence = f"只写了“{category.short}”，没有写明是哪一类，请核实后选定。"
                change = Suggestion(names, f"先记为{names}")
                yield Doubt("vague_category", sentence, "categories", Severity.INFO, change)


_words = CategoryWords()


def read_with(categories: Iterable[Category]) -> None:
    """Let `read_categories` know the desk's own categories and words, in this whole process.

    For the worker that reads one file for one desk; it reads nothing else afterwards.
    """
    global _words  # noqa: PLW0603 (a process speaks the words of one desk)
    _words = CategoryWords(categories)


def read_categories(text: str) -> Reading:
    """Read a category cell: with the program's categories, or those of `read_with`."""
    return _words.read(text)


def named_category(text: str) -> str | None:
    """The code of the class whose name or usual word `text` is, and nothing besides."""
    return _words.named(text)


def mask_of(codes: Iterable[str], bits: dict[str, int] | None = None) -> int:
    """The search bitmask of category codes; `bits` adds the desk's own categories."""
    known = bits or {code: category.bit for code, category in BY_CODE.items()}
    mask = 0
    for code in codes:
        mask |= 1 << known[code]
    return mask


def names_of(codes: Iterable[str], *, short: bool = False) -> str:
    """The legal names of `codes` joined for people; unknown codes are shown as they are."""
    names = []
    for code in codes:
        category = BY_CODE.get(code)
        names.append(code if category is None else category.narrow if short else category.name)
    return "、".join(names)
