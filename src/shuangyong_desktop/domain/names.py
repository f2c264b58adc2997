"""What stands in a name cell: a name, a former name, a death, a second person."""

import re
from dataclasses import dataclass
from functools import lru_cache

from shuangyong_desktop.domain.text import ascii_dashes, clean, half_width, squeeze
from shuangyong_desktop.domain.tidings import DEATH, date_in

_DOT = "·"
_DOTS = re.compile(r"\s*[•・\u2024‧∙●⋅･ㆍ᛫﹒．。.·]\s*(?=[\u3400-\U0003ffff])")
_OPEN, _SHUT = r"(（\[【〔〈<《{", r")）\]】〕〉>》}"
_BRACKETS = re.compile(rf"[{_OPEN}]([^{_OPEN}{_SHUT}]*)[{_SHUT}]?")
_FORMER = re.compile(
    r"(?:曾用名|曾用|原用?名|旧名|又名|别名|曾名|小名|化名|乳名)[:：为是叫]*\s*(.+)"
)
_DEAD_NOTE = re.compile(r"[故亡殁逝死]|去世|过世|离世")
_TAIL_DEAD = re.compile(
    rf"[-、,， ]*(?:[已己巳]故|[已己巳]?(?:{DEATH.pattern}))(?P<when>[\d.年月日/-]*)$"
)
_HEAD_DEAD = re.compile(r"^(?:[已己巳]故|故)[:： ]+|^[已己巳]故")
_LISTED = re.compile(r"[、,，;；]")
_GONE = re.compile(r"迁出|[已己]迁|转出|迁走|外迁")
_MARKS = re.compile(r"^[\d.、)）]*(?=[\u3400-\U0003ffff])|[*＊★☆#△▲◆◇○●■□※✓√①-⑳]+|['\"`“”]+")
_BETWEEN = re.compile(
    r"[/、，,;；\\|&＋+\n]+|(?<=[\u4e00-\u9fff]{2})[和及与](?=[\u4e00-\u9fff]{2})"
)
_KINSHIP = re.compile(r"^(?:配偶|妻子?|夫|丈夫|父亲?|母亲?|儿子?|女儿?|之[妻父母子女夫])[:：]?")
_AND_OTHERS = re.compile(r"等(?:\d+[人户]?|[人户])$")
_CHARACTER = "[\u3400-\U0003ffff]"
_ONE_OVER_TWO_LINES = re.compile(
    rf"{_CHARACTER}\s*\n\s*{_CHARACTER}{{1,2}}|{_CHARACTER}{{2}}\s*\n\s*{_CHARACTER}"
)
_HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁"
    "魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常"
    "武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁"
    "时舒耿牟卜詹关苗凌费纪靳盛童欧项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉"
    "房边净阴闫肖敖娄晏鄢缪蒲况令诸夏司欧皇上端"
)
_DOUBLE = frozenset(
    ["欧阳", "司马", "上官", "诸葛", "皇甫", "令狐", "夏侯", "东方", "尉迟", "公孙", "慕容", "司徒",
     "端木", "独孤", "南宫", "宇文", "长孙", "轩辕", "申屠", "司空"]
)  # fmt: skip
_ORDINARY = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}")
_TELLING = re.compile(r"[故亡逝世和及与名]")
_ONE_NAME = range(2, 4)
_LONGEST_PAIR = 8
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class NameReading:
    """A name cell taken apart. `others` are further persons; `note` is what is left over."""

    name: str = ""
    former_name: str | None = None
    deceased: bool = False
    death_date: str | None = None
    moved_out: bool = False
    others: tuple[str, ...] = ()
    note: str = ""


def is_plain_name(text: str) -> bool:
    """Whether a cell is a name of two to four characters and nothing else, as most are."""
    return bool(_ORDINARY.fullmatch(text)) and not _TELLING.search(text)


@lru_cache(maxsize=8192)
def read_name(text: str) -> NameReading:
    """Take a name cell apart: 张 三 → 张三, （已故2022.2） → a death, 张三/李四 → two persons.

    Names come without any blank, invisible or trailing character; the dot of a minority name
    is U+00B7. Blanks between the words of a Latin name stay single.
    """
    if is_plain_name(text):
        return NameReading(text)
    plain = ascii_dashes(half_width(clean(text[:_LONGEST]).text)).strip()
    notes = [note.strip() for inside in _BRACKETS.findall(plain) for note in _LISTED.split(inside)]
    return _taken_apart(_BRACKETS.sub(" ", plain).strip(), notes)


def _taken_apart(bare: str, notes: list[str]) -> NameReading:
    tail = _TAIL_DEAD.search(bare)
    if tail:
        notes = [*notes, f"已故{tail['when']}"]
        bare = bare[: tail.start()]
    if _HEAD_DEAD.search(bare):
        notes = [*notes, "已故"]
        bare = _HEAD_DEAD.sub("", bare)
    former = _FORMER.search(bare)
    if former:
        notes = [*notes, former.group()]
        bare = bare[: former.start()]
    name, *others = _persons(bare)
    return _with_notes(name, others, notes)


def _with_notes(name: str, others: list[str], notes: list[str]) -> NameReading:
    former: str | None = None
    deceased, moved, death, left = False, False, None, list[str]()
    for note in notes:
        other_name = _FORMER.match(note)
        if other_name:
            former = squeeze(_tidy(other_name[1]))
        elif _DEAD_NOTE.search(note):
            deceased, death = True, date_in(note)
        elif _GONE.search(note):
            moved = True
        elif note:
            left.append(note)
    return NameReading(name, former, deceased, death, moved, tuple(others), "；".join(left))


def _tidy(name: str) -> str:
    dotted = _DOTS.sub(_DOT, _MARKS.sub("", name).strip())
    if _HAN.search(dotted):
        return squeeze(dotted).strip("-—_=.。,，:：;；")
    return " ".join(dotted.split()).strip("-—_=.。,，:：;；")


def _persons(bare: str) -> list[str]:
    surname, _, given = bare.partition("\n")
    if _ONE_OVER_TWO_LINES.fullmatch(bare) or (surname in _DOUBLE and len(given) < _ONE_NAME.stop):
        bare = surname + given
    parts = [_AND_OTHERS.sub("", _KINSHIP.sub("", part.strip())) for part in _BETWEEN.split(bare)]
    names = [_tidy(part) for part in parts if _tidy(part)]
    if len(names) == 1:
        names = _pair(bare) or names
    return names or [""]


def _pair(bare: str) -> list[str]:
    """Two names with only a blank between them, when both halves look like whole names."""
    halves = bare.split()
    if len(halves) != 2 or len(bare) > _LONGEST_PAIR or _DOT in bare:  # noqa: PLR2004 (a pair)
        return []
    whole = all(len(half) in _ONE_NAME and half[0] in _SURNAMES for half in halves)
    return [_tidy(half) for half in halves] if whole and halves[0] not in _DOUBLE else []
