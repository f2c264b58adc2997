"""工作要点 as drafts of tasks: clauses, the sentences in them that ask for something, their days.

Words are only taken from the text, never invented: a title is a part of its sentence. Whatever
is not understood becomes no draft, and the clerk ticks what shall become a task.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from shuangyong_desktop.domain.dates import read_date
from shuangyong_desktop.domain.deadline_words import deadline_in, festivals_in
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.secrecy import is_classified
from shuangyong_desktop.domain.tasks import Task, TaskList
from shuangyong_desktop.domain.text import chinese_number, clean, fold

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_LEVELS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"第(?P<n>{_NUMERAL}|\d{{1,2}})[章部][分]?[\s、：:]*",
        rf"(?:第(?P<n>{_NUMERAL})[条项]|(?P<m>{_NUMERAL})[、.．])[\s　]*",
        rf"[（(](?P<n>{_NUMERAL})[)）][、.．]?\s*",
        r"(?:第(?P<n>\d{1,2})[条项]|(?P<m>\d{1,2})[、.．](?!\d))\s*",
        r"[（(](?P<n>\d{1,2})[)）][、.．]?\s*",
        r"(?P<n>[①-⑳])\s*",
    )
)
"""章, 一、, （一）, 1., （1）, ①: from the outermost to the innermost."""

_LONGEST_HEADING, _LONGEST_TITLE = 40, 60
_LONGEST_TEXT, _LONGEST_PART = 100_000, 200
_IDLE = re.compile(
    r"指导思想|总体(?:要求|思路)|基本原则|工作(?:目标|思路|背景)|重要意义|目标任务$|前言|形势"
)
_HEAD_LINES = 20
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,14}[〔\[(（]\d{4}[〕\])）]第?\d{1,4}号")
_TITLE = re.compile(
    r".{0,50}(?:工作要点|要点|工作计划|计划|实施方案|工作方案|方案|工作安排|意见|通知)"
)
_ADDRESSEES = re.compile(r"[^。]{2,120}[:：]")
_YEAR = re.compile(r"(20\d\d)年")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What the document says of itself; None where it does not say."""

    title: str | None = None
    number: str | None = None
    date: str | None = None
    addressees: str | None = None
    year: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A task that the text seems to ask for; `why` says why it is not ticked beforehand.

    `heading` is the heading of its clause, `task` what it would become.
    """

    task: Task
    heading: str = ""
    why: str = ""

    @property
    def suggested(self) -> bool:
        """Whether it is ticked until the clerk decides."""
        return not self.why


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered part: “二（五）”, its heading, and what stands under it before the next part."""

    label: str
    heading: str
    body: str
    leaf: bool = True

    @property
    def text(self) -> str:
        """Heading and body as they stand."""
        return f"{self.heading}{self.body}".strip()


def clauses_of(text: str) -> list[Clause]:
    """The numbered parts of `text` in its order; empty where nothing is numbered.

    What stands before the first of them is no part, neither where it was pasted once more.
    """
    path: list[tuple[int, str]] = []
    before: set[str] = set()
    found: list[list[object]] = []
    for line in clean(text).text.splitlines():
        words = line.strip("　 \t")
        level, mark, rest = _numbered(words)
        if level < 0:
            if not found:
                before.add(words)
            elif words and words not in before:
                found[-1][2] = f"{found[-1][2]}{words}\n"
            continue
        path = [(depth, said) for depth, said in path if depth < level] + [(level, mark)]
        heading, body = _split_heading(rest)
        found.append(
            ["".join(said for _, said in path), heading, f"{body}\n" if body else "", level]
        )
    return [
        Clause(str(label), str(heading), str(body).strip(), leaf=_is_leaf(found, at))
        for at, (label, heading, body, _) in enumerate(found)
    ]


def _is_leaf(found: Sequence[Sequence[object]], at: int) -> bool:
    return at + 1 == len(found) or int(str(found[at + 1][3])) <= int(str(found[at][3]))


def _numbered(words: str) -> tuple[int, str, str]:
    """Depth, mark as labels say it, and the rest of a line; depth -1 where it has no number."""
    for depth, pattern in enumerate(_LEVELS):
        match = pattern.match(words)
        if match and words[match.end() :].strip():
            given = match.groupdict()
            number = given.get("n") or given.get("m") or ""
            return depth, _mark(depth, number), words[match.end() :].strip()
    return -1, "", words


def _mark(depth: int, number: str) -> str:
    return (f"第{number}章", number, f"（{number}）", f"{number}.", f"（{number}）", number)[depth]


def _split_heading(rest: str) -> tuple[str, str]:
    """加强宣传、提高认识。双拥工作是…: the heading up to the first full stop, and what follows."""
    head, stop, body = rest.partition("。")
    if len(head) > _LONGEST_HEADING:
        return "", rest
    return (head.rstrip("：:"), body) if stop else (rest.rstrip("：:"), "")


_SENTENCE = re.compile(r"[。；;！!\n]|(?<=[。；])")
_ENUMERATED = re.compile(
    r"^[一二三四五六七八九十]是(?:要)?|^(?:其[一二三四五]|首先|其次|再次|最后)[，,]?"
)
_ADVERBS = (
    "要|必须|应当|应|需|继续|认真|积极|大力|进一步|深入|切实|持续|持续加大力度|广泛|扎实|全面|严格|不断|常态|常态化"
    "|精心|妥善|着力|努力|主动|及时|定期|经常|有效|充分|坚决|稳步|统筹|牢固|全力|深化|坚持|健全并|有序|规范|按时|按期|适时"
    "|多措并举|持之以恒|加快|重点|集中|地|和|并"
)
_LEAD = re.compile(rf"^(?:{_ADVERBS})+")
_VERBS = (
    "开展|组织|举办|召开|成立|建立|建好|健全|完善|制定|印发|修订|调整|落实|做好|抓好|推动|推进|加强|强化|拓宽|拓展|解决"
    "|帮助|协调|培养|挖掘|选树|宣传|学习|走访|慰问|看望|摸排|排查|核查|核实|更新|列清|列出|发动|动员|安置|提供|保障|维护"
    "|结成|实行|实施|明确|弘扬|悬挂|发放|编制|收集|征集|报送|签订|巩固|优化|培训|打造|建设|创建|评选|推荐|瞻仰|祭扫|缅怀"
    "|督查|检查|督促|通报|确认|登记|采集|办理|办好|受理|化解|关心|关爱|慰藉|招聘|举行|参加|邀请|设立|筹集|落细|用好|营造"
    "|运用|保证|确保|支持|协助|配合|统计|总结|归档|上报|送达|欢送|迎接"
)
_ASKING = re.compile(rf"^(?:(?:{_ADVERBS})*)(?:{_VERBS})")
_MEANS = re.compile(
    r"^(?:利用|运用|按照|根据|依托|通过|结合|围绕|以|为|在|对|把|将|从|依法|依据|借助|充分利用)"
)
_LATE_VERB = re.compile(
    rf"(?:{_ADVERBS})*(?P<verb>(?:开展|组织|举办|召开|举行|做好|抓好|落实|深化|拓展)(?!情况).+)$"
)
_CITED = re.compile(r"《[^》《]{0,80}》(?:[（(][^）)]{0,40}[）)])?")
_DONE_TO = re.compile(r"的(?:建立|制定|落实|完善|要求|精神|保证)$")
_SUBJECT = re.compile(r"^(?P<who>[\u4e00-\u9fff（）、]{2,12}?)(?:要|应当|应|须|必须)(?P<what>.+)$")
_RESULTS = re.compile(
    r"^(?:使|让|以|从而|确保|保证|为|切实做到|做到|形成|取得|促进|增强|不断增强|提升|提高|厚植|解除|开辟|达到|引导|推动.{0,20}(?:新成效|发展|普及|增添))"
)
_OWN = re.compile(
    rf"^(?:(?:{_ADVERBS})*)(?:组织|召开|举办|成立|开展|举行|帮助解决|走访|慰问|建立|签订|印发"
    r"|落实|实行|结成|全面摸排)"
)
_FEWEST_SIGNS = 4
_COUNTS = "次|场|户|人次|人|件|条|个|家|期|对"
_TIMES = re.compile(
    r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})\s*"
    rf"(?P<unit>{_COUNTS})(?:以上|以内)?"
)
_COUNTED = re.compile(
    rf"(?:不少于|至少|不低于)\s*[\d一二两三四五六七八九十]{{1,3}}\s*(?:{_COUNTS})"
    rf"|[\d一二两三四五六七八九十]{{1,3}}\s*(?:{_COUNTS})以上"
)
_UNITS = re.compile(
    r"[（(]?(?:责任|牵头|承办|主办)(?:单位|部门)[:：](?P<units>[^）)。；;\n]{2,60})[)）]?"
)
_HELPING = re.compile(
    r"[（(]?(?:配合|协办|参与)(?:单位|部门)[:：](?P<units>[^）)。；;\n]{2,60})[)）]?"
)
_PARTS = re.compile(r"[、，,；; ]+")


def source_of(text: str, year: int) -> Source:
    """What the document says of itself in its first lines; `year` where it names none."""
    lines = [line.strip("　 \t") for line in clean(text).text.splitlines()]
    lines = [line for line in lines if line]
    head: list[str] = []
    for line in lines[:_HEAD_LINES]:
        if _numbered(line)[0] >= 0:
            break
        head.append(line)
    titles = [line for line in head if _TITLE.fullmatch(line)]
    dates = [line.removeprefix("印发日期：") for line in head if len(line) <= 24]  # noqa: PLR2004 (a day has no more signs)
    title = titles[-1] if titles else None
    named = _YEAR.search(title or "")
    return Source(
        title=title,
        number=next((line for line in head if _NUMBER.fullmatch(line)), None),
        date=next((value for line in dates if (value := _day(line))), None),
        addressees=next((line.rstrip("：:") for line in head if _ADDRESSEES.fullmatch(line)), None),
        year=int(named[1]) if named else year,
        text=text.strip(),
    )


def _day(line: str) -> str | None:
    if "年" not in line or "月" not in line:
        return None
    value = read_date(line).value
    return value if value and len(value) == len("2026-06-28") else None


def drafts_of(
    text: str, year: int, *, known: Iterable[str] = (), units: Iterable[str] = ()
) -> tuple[list[Draft], str]:
    """The drafts of `text` and a sentence about them.

    `known` are the clause texts of tasks that the year has already, `units` the names of the
    dictionary. Raises Problem for an empty text and for one with a secrecy mark (CLERK §2).
    """
    refuse_source(text)
    parts = clauses_of(text)
    if not parts:
        one = _whole(text, year)
        return [one], (
            "没有认出条目编号（一、（一）1.），全文作为一项任务列在下面。请改好标题，或分条后重新粘贴。"
        )
    seen = {fold(words): "今年已有这一条的任务" for words in known}
    found: list[Draft] = []
    for clause in parts:
        made = list(_drafts_of_clause(clause, year, tuple(units)))
        whole = fold(clause.text)
        repeated = seen.get(whole, "") if clause.leaf else ""
        for draft in made:
            own = fold(draft.task.clause_text or "")
            found.append(replace(draft, why=draft.why or repeated or seen.get(own, "")))
        seen.setdefault(whole, "这一条前面已经出现过")
        for draft in made:
            if draft.suggested:
                seen.setdefault(fold(draft.task.clause_text or ""), "这一条前面已经出现过")
    ticked = sum(draft.suggested for draft in found)
    leaves = sum(clause.leaf for clause in parts)
    return (
        found,
        f"认出 {leaves} 条，列出 {len(found)} 项，建议勾选 {ticked} 项。勾选并核对后才会写入。",
    )


def refuse_source(text: str) -> None:
    """Raise Problem for an empty text and for one that carries a secrecy mark."""
    if not text.strip():
        raise Problem("还没有内容。请粘贴工作要点全文，或选择文件。", code="empty")
    if len(text) > _LONGEST_TEXT:
        raise Problem(
            f"这份文本有 {len(text):,} 个字，不像一份工作要点，没有读取。请只粘贴要点的正文。",
            code="too_long",
        )
    if is_classified(text):
        raise Problem(
            "文中有密级标志（秘密★、机密★、绝密★）。涉密文件不得录入本软件，没有读取。",
            code="classified",
        )


def _whole(text: str, year: int) -> Draft:
    lines = [line.strip("　 \t") for line in clean(text).text.splitlines() if line.strip()]
    first = re.split(r"[。；;]", lines[0])[0]
    task = Task(
        year=year, list=TaskList.PLAN, title=first[:_LONGEST_TITLE], clause_text=text.strip(),
        due_rule=deadline_in(text, year) or f"{year}-12-31",
    )  # fmt: skip
    return Draft(task=task)


def _drafts_of_clause(clause: Clause, year: int, units: Sequence[str]) -> Iterator[Draft]:
    """What a clause asks for, sentence by sentence; its heading where no sentence asks."""
    if not clause.leaf and not clause.body:
        return
    idle = "总体性内容，一般不单列任务" if _IDLE.search(clause.heading) else ""
    made = False
    for sentence in filter(None, (part.strip("　 \t") for part in _SENTENCE.split(clause.body))):
        for title in _titles(sentence):
            made = True
            yield from _tasks(title, sentence, clause, year, units=units, idle=idle)
    if not made and clause.leaf and clause.heading:
        plain = _LEAD.sub("", clause.heading) or clause.heading
        title = next(_titles(clause.heading), plain[:_LONGEST_TITLE])
        yield from _tasks(title, clause.text, clause, year, units=units, idle=idle)


def _titles(sentence: str) -> Iterator[str]:
    """The parts of a sentence that ask for something; each becomes a draft of its own.

    A part after a comma stands alone only where it says 开展…, 组织…, …要…; otherwise it tells
    how or what for.
    """
    bare = _UNITS.sub("", _HELPING.sub("", _ENUMERATED.sub("", sentence)))
    given = False
    for part in re.split(r"[，,]", bare):
        if len(part) > _LONGEST_PART:
            continue
        segment = part.strip("“”　 ") if part.count("“") != part.count("”") else part.strip()
        title = _title(segment, first=not given)
        if title:
            given = True
            yield title


def _title(segment: str, *, first: bool) -> str:
    """The imperative in a segment, empty where it asks for nothing."""
    plain = _LEAD.sub("", segment)
    if _RESULTS.match(segment) and not _OWN.match(segment):
        return ""
    subject = _SUBJECT.match(segment)
    if subject and _LEAD.sub("", subject["what"]) and not _MEANS.match(segment):
        return _fitting(f"{subject['who']}{_LEAD.sub('', subject['what'])}")
    if _MEANS.match(segment) and not _ASKING.match(plain):
        late = _LATE_VERB.search(_CITED.sub("", segment))
        return _fitting(late["verb"]) if late else ""
    if _OWN.match(segment) or (first and _ASKING.match(segment)):
        late = _LATE_VERB.search(segment) if _MEANS.match(segment) else None
        return _fitting(late["verb"] if late else plain)
    late = _LATE_VERB.search(segment)
    if first and late and late.start() and len(late["verb"]) > _FEWEST_SIGNS:
        return _fitting(plain)
    return ""


def _fitting(title: str) -> str:
    words = title.strip("，,：: 　")
    if len(words) < _FEWEST_SIGNS or _DONE_TO.search(words):
        return ""
    return words[:_LONGEST_TITLE]


def _tasks(  # noqa: PLR0913 (what one draft is made of)
    title: str, sentence: str, clause: Clause, year: int, *, units: Sequence[str], idle: str
) -> Iterator[Draft]:
    """One draft; one for each festival where the sentence names several."""
    goal, counted_in = goal_in(sentence)
    lead, helping = _units_in(sentence, clause, units)
    base = Task(
        year=year, list=TaskList.PLAN, title=title, clause=clause.label, clause_text=sentence,
        goal=goal, counted_in=counted_in, unit=lead, co_units=helping,
    )  # fmt: skip
    days = festivals_in(sentence) if _festive(title, sentence) else ()
    if not days:
        due = deadline_in(sentence, year) or f"{year}-12-31"
        yield Draft(task=replace(base, due_rule=due), heading=clause.heading, why=idle)
    for day in days:
        named = title if day in title or len(days) == 1 else f"{day}{title}"
        yield Draft(task=replace(base, title=named[:_LONGEST_TITLE], due_rule=day),
                    heading=clause.heading, why=idle)  # fmt: skip


def _festive(title: str, sentence: str) -> bool:
    """Whether the festivals of a sentence are those of this draft: in its own part of it."""
    return any(
        festivals_in(part) and (title[-_FEWEST_SIGNS:] in part or part in title)
        for part in re.split(r"[，,]", sentence)
    )


def goal_in(sentence: str) -> tuple[int | None, str | None]:
    """不少于2次 as number and unit; nothing where the text counts nothing."""
    found = _COUNTED.search(sentence)
    inner = _TIMES.search(found.group()) if found else None
    if inner is None:
        return None, None
    number = (
        int(inner["n"]) if inner["n"].isdigit() else chinese_number(inner["n"].replace("两", "二"))
    )
    return (number, inner["unit"]) if number else (None, None)


def _units_in(
    sentence: str, clause: Clause, units: Sequence[str]
) -> tuple[str | None, tuple[str, ...]]:
    """The units that the text names itself, else those of the dictionary that stand in it."""
    named = _UNITS.search(sentence) or _UNITS.search(clause.body)
    helping = _HELPING.search(sentence) or _HELPING.search(clause.body)
    if named:
        lead, *others = [part for part in _PARTS.split(named["units"]) if part]
        more = _PARTS.split(helping["units"]) if helping else []
        return lead, tuple(dict.fromkeys(part for part in (*others, *more) if part))
    known = sorted((unit for unit in units if unit in sentence), key=sentence.index)
    return (known[0], tuple(known[1:])) if known else (None, ())
