"""完成时限 and 办理状态 in the words of office lists: 年底前, 每季度, “八一”前; 正在办理, √.

What is read becomes a rule that `domain.deadlines` understands; what nobody can fix to a day
(长期, 常态) is no deadline, and what cannot be read stays visible as a doubt.
"""

import calendar
import re
from dataclasses import replace

from shuangyong_desktop.domain.dates import read_date
from shuangyong_desktop.domain.fields import Doubt, Reading, Severity
from shuangyong_desktop.domain.tasks import TaskState
from shuangyong_desktop.domain.text import chinese_number, half_width, squeeze

_QUOTES = re.compile("[“”\"'‘’「」]")
_YEAR = r"(?:(?P<year>20\d\d|本|当|今|明)年)?"
_LIMIT = r"(?:之?前|以前|止|为止)?(?:完成|落实|办结|到位|结束)?"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"
_ROUNDS = (
    (r"(?:每|按|各)(?:个)?季度?|(?:每|按)季|季度", "每季"),
    (r"每半年|半年一次|上半年[、和，,]?下半年(?:各(?:一|1)次)?", "每半年"),
    (r"每(?:个)?月|按月|月度", "每月"),
)
_NO_DAY = re.compile(
    r"汛期|暑期|寒假|开学|学期|征兵|节假日|重大节日|重要节点|节前|长期|常年|常态|持续|经常|日常|随时|适时|不定期|贯穿|全程|滚动|按需|即时|根据(?:需要|情况)|视情"
)
_WHOLE_YEAR = re.compile(
    rf"(?:{_YEAR}(?:全年|年内|年度|当年|整年|年底|年末|岁末|12月底|十二月底)"
    rf"|(?P<said>20\d\d)年(?:底|末|内|度)){_LIMIT}"
)
_HALF = re.compile(rf"{_YEAR}(?P<half>[上下])半年底?(?:末)?{_LIMIT}")
_QUARTER = re.compile(rf"{_YEAR}第?(?P<quarter>[一二三四1-4])季度?(?:末|底)?{_LIMIT}")
_TENTH = re.compile(rf"{_YEAR}{_MONTH}(?:份)?(?P<tenth>[上中下])旬{_LIMIT}")
_DAY = re.compile(rf"{_YEAR}{_MONTH}(?P<day>\d{{1,2}})[日号]{_LIMIT}")
_MONTH_END = re.compile(rf"{_YEAR}{_MONTH}(?:份)?(?P<end>底|末|内)?{_LIMIT}")
_SPAN = re.compile(rf"{_YEAR}\d{{1,2}}月?[-—~至到]{_MONTH}(?:份)?(?:底|末)?{_LIMIT}")
_FESTIVALS = {
    "元旦": "元旦", "春节": "春节", "元宵": "元宵", "清明": "清明", "端午": "端午", "七一": "七一",
    "建军节": "八一", "八一": "八一", "全民国防教育日": "国防教育日", "国防教育日": "国防教育日",
    "烈士纪念日": "烈士纪念日", "中秋": "中秋", "国庆": "国庆", "重阳": "重阳",
}  # fmt: skip
FESTIVAL = re.compile("(?:" + "|".join(sorted(_FESTIVALS, key=len, reverse=True)) + ")")
_FESTIVAL_RULE = re.compile(
    rf"{_YEAR}(?P<festival>{FESTIVAL.pattern})节?(?:期间|当[日天])?(?P<before>之?前|以前|前夕)?"
    r"(?:完成|落实|办结|到位)?"
)
_TOLD_FROM = re.compile(rf"(?P<festival>{FESTIVAL.pattern})(?P<days>[+\-]\d{{1,3}})")
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}


def festivals_in(text: str) -> tuple[str, ...]:
    """The festivals that `text` names, as deadlines call them, in its order, each once."""
    plain = _QUOTES.sub("", half_width(text))
    return tuple(dict.fromkeys(_FESTIVALS[found] for found in FESTIVAL.findall(plain)))


def read_deadline(text: str, year: int) -> Reading:
    """The rule that a deadline in words means in a list of `year`.

    The value is a day, a month or a year in ISO form, 每月/每季/每半年, or a festival; None where
    the words set no day. A doubt says what could not be read.
    """
    plain = squeeze(_QUOTES.sub("", half_width(text)))
    if not plain:
        return Reading()
    rule = _rule(plain, year)
    if rule:
        return Reading(rule)
    if _NO_DAY.search(plain):
        said = f"时限写作“{plain[:20]}”，没有具体日期。"
        return Reading(None, (Doubt("open_deadline", said, "due_rule", Severity.INFO),))
    dated = read_date(text)
    if dated.value:
        doubts = (replace(doubt, field="due_rule") for doubt in dated.doubts)
        return Reading(dated.value, tuple(doubts))
    said = f"时限“{plain[:20]}”看不明白，已留空，请补填日期。"
    return Reading(None, (Doubt("unparseable_date", said, "due_rule"),))


def deadline_in(text: str, year: int) -> str | None:
    """The deadline that a sentence sets for itself (…于6月底前完成…); None where it sets none."""
    plain = squeeze(_QUOTES.sub("", half_width(text)))
    for words, rule in _ROUNDS[:1] + _ROUNDS[1:2] + _ROUNDS[2:]:
        if re.search(rf"(?:{words})(?=至少|不少于|召开|开展|组织|进行|一次|更新|报送|\d)", plain):
            return rule
    ahead = r"(?:之?前|以前)"
    for pattern in (
        rf"{_YEAR}{_MONTH}\d{{1,2}}[日号]{ahead}", rf"{_YEAR}{_MONTH}(?:底|末|份)?{ahead}",
        rf"{_YEAR}(?:年底|年末){ahead}", rf"{_YEAR}[上下]半年",
    ):  # fmt: skip
        found = re.search(pattern, plain)
        if found:
            return _rule(found.group(), year)
    return None


def _rule(plain: str, year: int) -> str | None:
    told = _TOLD_FROM.fullmatch(plain)
    if told:
        return f"{_FESTIVALS[told['festival']]}{told['days']}"
    for words, rule in _ROUNDS:
        if re.fullmatch(
            rf"(?:{words})(?:末|底|初)?(?:前)?(?:至少|不少于)?(?:[\d一两]次)?(?:完成)?", plain
        ):
            return rule
    festival = _FESTIVAL_RULE.fullmatch(plain)
    if festival:
        return _FESTIVALS[festival["festival"]] + ("-1" if festival["before"] else "")
    return _fixed(plain, year)


def _fixed(plain: str, year: int) -> str | None:  # noqa: PLR0911 (one return per form)
    """A day, a month or the end of one, in ISO form."""
    if found := _WHOLE_YEAR.fullmatch(plain):
        return f"{found['said'] or _year(found, year)}-12-31"
    if found := _HALF.fullmatch(plain):
        return f"{_year(found, year)}-{'06-30' if found['half'] == '上' else '12-31'}"
    if found := _QUARTER.fullmatch(plain):
        return _end(_year(found, year), _QUARTERS[found["quarter"]])
    if found := _TENTH.fullmatch(plain):
        within, month = _year(found, year), _month(found["month"])
        if found["tenth"] == "下":
            return _end(within, month)
        return f"{within}-{month:02d}-{'10' if found['tenth'] == '上' else '20'}"
    if found := _DAY.fullmatch(plain):
        within, month, day = _year(found, year), _month(found["month"]), int(found["day"])
        return f"{within}-{month:02d}-{day:02d}" if _is_day(within, month, day) else None
    if found := _SPAN.fullmatch(plain):
        return _end(_year(found, year), _month(found["month"]))
    if found := _MONTH_END.fullmatch(plain):
        within, month = _year(found, year), _month(found["month"])
        return _end(within, month) if found["end"] else f"{within}-{month:02d}"
    return None


def _year(found: re.Match[str], year: int) -> int:
    said = found["year"]
    if said is None or not said.isdigit():
        return year + (said == "明")
    return int(said)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else chinese_number(text) or 12


def _end(year: int, month: int) -> str:
    return f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= day <= calendar.monthrange(year, month)[1]


_QUITE = "(?:已经?|全部|全面|均|都|按时|按期|如期|提前)"
_ENDED = "(?:完成|办结|销号|落实|结束|到位|达标|解决|办理)"
_STATES: tuple[tuple[str, TaskState], ...] = (
    (r"挂起|暂停|暂缓|中止", TaskState.HELD),
    (r"转入下年|结转|延至明年|跨年", TaskState.CARRIED),
    (r"退回|驳回|整改", TaskState.RETURNED),
    (r"未启动|未开始|未开展|未办理?$|未实施|尚未|未动", TaskState.NOT_BEGUN),
    (r"待启动|待开展|待办|待分办|筹备", TaskState.NOT_BEGUN),
    (r"^未$|^否$|^[×xX✗✘]$|^0%?$|^无$", TaskState.NOT_BEGUN),
    (r"部分|基本|未完成|未办结|未销号|接近|即将|阶段性", TaskState.GOING),
    (r"已启动|已开展|跟进|序时|按计划|正常", TaskState.GOING),
    (r"正在|推进|进行|办理中|在办|实施中|开展中|落实中|持续|长期|常态", TaskState.GOING),
    (r"待(?:核验|确认|验收|销号)", TaskState.TO_CHECK),
    (rf"^{_QUITE}*{_ENDED}(?:了|到位|销号|并销号|完毕)?[。！]?$", TaskState.CLOSED),
    (r"^[√✓✔☑]$|^是$|^100%?$|^已$", TaskState.CLOSED),
)  # fmt: skip
_SHARE = re.compile(r"(\d{1,3})(?:\.\d+)?%")
_ALL = 100


def read_state(text: str) -> Reading:
    """The state that a word of a list means; None where nothing is written.

    已完成 is CLOSED here: whether that may be believed is for the one who takes it in.
    """
    plain = squeeze(half_width(text))
    if not plain:
        return Reading()
    share = _SHARE.fullmatch(plain)
    if share:
        done = int(share[1])
        going = TaskState.GOING if done else TaskState.NOT_BEGUN
        return Reading(TaskState.CLOSED if done >= _ALL else going)
    for words, state in _STATES:
        if re.search(words, plain):
            return Reading(state)
    said = f"办理状态“{plain[:20]}”看不明白，已按未启动处理，原文记入进展情况。"
    return Reading(None, (Doubt("unknown_state", said, "state"),))
