"""What a category word that nobody listed is made of: its parts, and the part that tells.

The listed words stand in `domain.categories`; here are the habits behind the others: a class
explained in brackets (两参（参战）), several words with a blank between them, and short stems
inside longer words (60岁老兵, 参战老战士, 烈士父亲).
"""

import re

_SEPARATORS = re.compile(r"[、,，;；。/／\\+＋&|\n和及兼]+")
_BRACKETS = re.compile(r"[(（\[【〔]([^()（）\[\]【】〔〕]*)[)）\]】〕]")
_NEGATED = re.compile(r"^(?:[非未无不]|没有)")
_NOT_OF_ONESELF = re.compile(r"^(?:在乡|在职|本人)$")
"""Words in brackets that say something else than a class: the 属别 of a pension."""

_LEFT_THE_ARMY = r"退役|退伍|复退|转业|复员|老兵"
_BOTH_SERVICES = r"参战.{0,2}(?:参试|涉核)|(?:参试|涉核).{0,2}参战"
_STEMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(words))
    for code, words in (
        ("martyr_child_60plus", r"烈士?.*子女|老烈"),
        ("duty_death_survivor", r"因公牺牲|因公.*遗属"),
        ("illness_death_survivor", r"病故"),
        ("martyr_survivor", r"烈属|烈士.*[遗家亲父母妻夫配]"),
        ("serviceman_family", r"军属|(?:现役|义务兵|军士|军官|军人).*(?:家属|家庭|父|母|配偶)"),
        ("two_services_unsettled", _BOTH_SERVICES),
        ("war_veteran", r"参战|对越|援越|援老|抗美援朝|自卫反击|边境作战"),
        ("nuclear_test_veteran", r"参试|涉核|核试|8023|铀矿"),
        ("ill_returned_veteran", r"带病"),
        ("disabled_police", r"[伤残].*(?:民警|警察)"),
        ("disabled_militia", r"[伤残].*(?:民兵|民工|预备役)"),
        ("disabled_official", r"[伤残].*(?:机关|公务)"),
        ("disabled_serviceman", r"残军|伤残|残疾(?!人$)"),
        ("rural_demobilized_pre1954", r"老复员|复员军人|在乡"),
        ("rural_veteran_60plus", r"(?:6[0-9]|六十)周?岁|满60|农村籍?退[役伍]|农村籍"),
        ("transferred_officer", r"转业(?:干部|军官)|军转|自主择业"),
        ("retired_nco_soldier", rf"(?=.*(?:士官|军士)).*(?:{_LEFT_THE_ARMY})"),
        ("retired_soldier", r"退役|退伍|复退|老兵"),
    )
)  # fmt: skip


_FAMILIES = frozenset(
    ["martyr_child_60plus", "duty_death_survivor", "illness_death_survivor", "martyr_survivor",
     "serviceman_family"]
)  # fmt: skip


def parts_of(text: str) -> list[str]:
    """The single words of a cell that lists several."""
    return [part for piece in _SEPARATORS.split(text) if (part := piece.strip())]


def bracketed(word: str) -> tuple[str, tuple[str, ...]]:
    """A word without its brackets, and what stands in them unless it is no class."""
    inside = tuple(
        note for note in _BRACKETS.findall(word) if note and not _NOT_OF_ONESELF.match(note)
    )
    return _BRACKETS.sub("", word), inside


def stem_code(word: str) -> str | None:
    """The code of the class that a word is about; None where it tells of none, or denies it."""
    if is_denied(word):
        return None
    family = is_of_the_family(word)
    return next(
        (
            code
            for code, words in _STEMS
            if words.search(word) and (code in _FAMILIES or not family)
        ),
        None,
    )


def is_denied(word: str) -> bool:
    """Whether a word says what somebody is not (未参战, 非农村籍)."""
    return bool(_NEGATED.search(word))


def is_of_the_family(word: str) -> bool:
    """Whether a word means somebody's relatives (义务兵父母) and not the soldier."""
    return bool(re.search(r"家属|家庭|父|母|配偶|子女|妻|遗属|军属|烈属", word))


def is_both_services(word: str) -> bool:
    """Whether one word joins 参战 and 参试 (参战涉核人员), so that neither is told."""
    return bool(re.search(_BOTH_SERVICES, word))


def has_left_the_army(word: str) -> bool:
    """Whether a word says that somebody served once (义务兵退役 is no serving soldier)."""
    return bool(re.search(_LEFT_THE_ARMY, word))
