"""How short entries are read: names, sex, grades, yes and no, status, tags and plain text."""

import re
from functools import lru_cache

from shuangyong_desktop.domain.communities import full_name
from shuangyong_desktop.domain.fields import Doubt, Reading, Severity, Suggestion
from shuangyong_desktop.domain.names import read_name
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.domain.text import (
    ascii_dashes,
    chinese_number,
    clean,
    half_width,
    squeeze,
)
from shuangyong_desktop.domain.tidings import DEATH

_MEMO = 16_384
_NOTHING = frozenset(["", "/", "-", "--", "—", "——", "－－"])
_TIDY = re.compile(r"[\u3400-\u9fff][\u3400-\u9fff0-9A-Za-z#（）、，。·-]*")


def _notice(removed: int) -> tuple[Doubt, ...]:
    if not removed:
        return ()
    sentence = f"已去除 {removed} 处不可见字符。"
    return (Doubt("invisible_characters", sentence, severity=Severity.INFO),)


@lru_cache(maxsize=_MEMO)
def read_text(text: str) -> Reading:
    if _TIDY.fullmatch(text):
        return Reading(text)
    cleaned = clean(text)
    line = " ".join(half_width(cleaned.text).split())
    return Reading(None if line in _NOTHING else line, _notice(cleaned.removed))


def read_long_text(text: str) -> Reading:
    cleaned = clean(text)
    lines = cleaned.text.strip()
    return Reading(None if lines in _NOTHING else lines, _notice(cleaned.removed))


_LONGEST_NAME = 40
"""Names of minorities have about thirty characters at most."""


@lru_cache(maxsize=_MEMO)
def read_name_entry(text: str) -> Reading:
    cell = read_name(text)
    doubts = []
    if cell.others:
        others = "、".join(cell.others)
        doubts.append(
            Doubt(
                "multiple_persons",
                f"一格内有多人，先记{cell.name}，{others}请另行登记。",
                suggestion=Suggestion(cell.name, f"本行登记{cell.name}"),
            )
        )
    if len(cell.name) > _LONGEST_NAME:
        length, kept = len(squeeze(text)), len(cell.name)
        cut = f"只记前{kept}个字，" if kept < length else ""
        doubts.append(Doubt("long_name", f"姓名有{length}个字，{cut}请核实。"))
    if cell.note:
        sentence = f"姓名旁的“{cell.note}”没有记入姓名。"
        doubts.append(Doubt("name_note", sentence, severity=Severity.INFO))
    return Reading(cell.name or None, tuple(doubts))


_SEXES = {"男": "男", "男性": "男", "m": "男", "male": "男", "1": "男", "♂": "男",
          "女": "女", "女性": "女", "f": "女", "female": "女", "2": "女", "♀": "女"}  # fmt: skip


@lru_cache(maxsize=_MEMO)
def read_sex(text: str) -> Reading:
    plain = squeeze(half_width(text)).lower().removesuffix(".0")
    if plain in _NOTHING:
        return Reading()
    if plain in _SEXES:
        return Reading(_SEXES[plain])
    return Reading(None, (Doubt("unknown_sex", f"性别“{plain}”无法识别，请填男或女。"),))


_OLD_GRADE = re.compile(r"特等|[一二三壹贰叁]等[甲乙]?级?")
_GRADE = re.compile(r"([一二三四五六七八九十]{1,2}|\d{1,2})(?:等?级|$)")
_GRADES = range(1, 11)
_NUMERALS = "零一二三四五六七八九十"
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", "一二三四五六七八九十" * 2)


@lru_cache(maxsize=_MEMO)
def read_grade(text: str) -> Reading:
    """一级 … 十级; old grades (二等乙级) stay as written, they are never converted silently."""
    plain = re.sub(r"\.0$", "", squeeze(half_width(text))).translate(_CAPITALS)
    if plain in _NOTHING or plain in ("无", "0", "未评", "未评残", "无等级", "不详"):
        return Reading()
    old = _OLD_GRADE.search(plain)
    if old:
        return Reading(old.group(), (_old_grade(old.group()),))
    match = _GRADE.search(plain)
    if match:
        number = int(match[1]) if match[1].isdecimal() else chinese_number(match[1]) or 0
        if number in _GRADES:
            return Reading(f"{_NUMERALS[number]}级")
    return Reading(None, (Doubt("unknown_grade", f"残疾等级“{plain}”不认识，请选一级至十级。"),))


# 新旧等级套改 (DOMAIN §5.5): the first is offered, the certificate in hand decides.
_NOW = {"特等": ("一级",), "一等": ("二级", "三级"), "二等甲": ("五级",), "二等乙": ("六级",),
        "三等甲": ("七级", "八级"), "三等乙": ("九级", "十级")}  # fmt: skip


def _old_grade(written: str) -> Doubt:
    sentence = f"“{written}”是旧等级，请按现用残疾证核对。"
    now = _NOW.get(written.removesuffix("级"), ())
    words = "或".join(now)
    change = Suggestion(now[0], f"按残疾证改为{words}", by_hand=True) if now else None
    return Doubt("old_grade", sentence, severity=Severity.INFO, suggestion=change)


_NATURE = re.compile(r"因?(战|公|病)")


@lru_cache(maxsize=_MEMO)
def read_nature(text: str) -> Reading:
    plain = squeeze(half_width(text))
    if plain in _NOTHING or plain == "无":
        return Reading()
    found = list(dict.fromkeys(_NATURE.findall(plain)))
    if len(found) == 1:
        return Reading(f"因{found[0]}")
    sentence = f"残疾性质“{plain}”不认识，请选因战、因公或因病。"
    return Reading(None, (Doubt("unknown_nature", sentence),))


_YES = frozenset(
    ["是", "有", "已", "√", "✓", "✔", "☑", "v", "y", "yes", "1", "true", "对", "已悬挂", "已挂",
     "悬挂", "已发放", "已领取", "已办理", "已签", "●", "■"]
)  # fmt: skip
_NO = frozenset(
    ["否", "无", "未", "没有", "×", "x", "✗", "✘", "n", "no", "0", "false", "未悬挂", "未挂",
     "未发放", "未领取", "未办理", "不", "□", "☐"]
)  # fmt: skip


_YES_BEGINS = ("已", "是", "有")
_NO_BEGINS = ("未", "否", "没", "无", "不", "待", "拒")


@lru_cache(maxsize=_MEMO)
def read_yes_no(text: str) -> Reading:
    plain = squeeze(half_width(text)).lower().removesuffix(".0")
    if plain in _NOTHING:
        return Reading()
    if plain in _YES or plain in _NO:
        return Reading(plain in _YES)
    if plain.startswith(_YES_BEGINS) or plain.startswith(_NO_BEGINS):
        return Reading(plain.startswith(_YES_BEGINS))
    return Reading(None, (Doubt("unknown_yes_no", f"“{plain}”看不出是或否，请核实。"),))


_DEAD = re.compile(rf"{DEATH.pattern}|不?健在|不在世|^(?:故|否|亡|死)$")
_GONE = re.compile(r"迁出|转出|迁往|迁走|外迁|[迁转]移?[至到往]|[已己]迁(?!入)")
_STAYING = re.compile(r"正常|在册|健在|在世|在享|享受|生存|有效|^是$|启用")


@lru_cache(maxsize=_MEMO)
def read_status(text: str) -> Reading:
    """What a status cell or remark says: 在册, 去世 or 迁出; None when it says nothing of it."""
    plain = squeeze(half_width(text))
    if plain in _NOTHING:
        return Reading()
    dead = _DEAD.search(ascii_dashes(plain))
    if dead and dead.group() != "健在":
        return Reading(PersonStatus.DECEASED)
    if _GONE.search(plain):
        return Reading(PersonStatus.MOVED_OUT)
    if _STAYING.search(plain):
        return Reading(PersonStatus.ACTIVE)
    sentence = f"人员状态“{plain[:20]}”不认识，先按在册登记，请核实。"
    return Reading(None, (Doubt("unknown_status", sentence, severity=Severity.INFO),))


@lru_cache(maxsize=_MEMO)
def read_community(text: str) -> Reading:
    reading = read_text(text)
    written = reading.value
    return Reading(written and (full_name(written) or written), reading.doubts)


def read_certificate(text: str) -> Reading:
    plain = squeeze(half_width(clean(text).text)).strip("'\"=“”")
    return Reading(None if plain in _NOTHING or plain == "无" else plain)


@lru_cache(maxsize=_MEMO)
def read_tags(text: str) -> Reading:
    parts = (part.strip() for part in re.split(r"[、,，;；/\n]+", clean(text).text))
    return Reading(tuple(dict.fromkeys(part for part in parts if part)))
