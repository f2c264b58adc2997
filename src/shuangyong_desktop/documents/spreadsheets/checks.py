"""Doubts that only several cells, or several rows, raise together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from shuangyong_desktop.domain.communities import bare_name
from shuangyong_desktop.domain.dates import disagree, is_before
from shuangyong_desktop.domain.fields import Doubt, Severity, Suggestion
from shuangyong_desktop.domain.identity import Identity, identify
from shuangyong_desktop.domain.pinyin import syllables

Place = tuple[str, int]
_FULL_DATE = len("1979-02-05")
_SOLDIER_AGES = range(14, 36)


@dataclass(slots=True)
class Known:
    """Who has been read from this file so far.

    `several_rows` is True for registers in which one person rightly has several rows (来访,
    慰问): nobody is called a duplicate there. `communities` has the name that each community
    may be a misspelling of, empty for most.
    """

    several_rows: bool = False
    by_id: dict[str, tuple[Place, str]] = field(default_factory=dict)
    by_name: dict[str, tuple[Place, bool]] = field(default_factory=dict)
    communities: dict[str, str] = field(default_factory=dict)


def check_person(
    values: dict[str, Any],
    doubts: list[Doubt],
    has: frozenset[str],
    known: Known,
    place: Place,
) -> None:
    """Add what is missing, contradictory or there twice; fill birth date and sex from the ID.

    `has` are the fields the table has columns for: only those can be missing.
    """
    if not values.get("name"):
        sentence = "没有姓名，这一行不能导入，请补填。"
        doubts.append(Doubt("missing_name", sentence, "name", Severity.ERROR))
    id_number = values.get("id_number")
    identity = identify(id_number) if id_number else None
    if identity:
        _compare(identity, values, doubts)
    elif _lacks_id(id_number, has, doubts):
        severity = Severity.INFO if known.several_rows else Severity.WARNING
        doubts.append(Doubt("missing_id", "没有身份证号，请补填。", "id_number", severity))
    _check_dates(values, doubts)
    community = values.get("community")
    if community and known.communities.get(community) != "":
        _check_community(community, doubts, known)
    if not known.several_rows:
        _check_twice(values, doubts, known, place)


def _lacks_id(id_number: str | None, has: frozenset[str], doubts: Sequence[Doubt]) -> bool:
    """Whether the ID cell is empty, and not merely unreadable."""
    if id_number or "id_number" not in has:
        return False
    return not any(doubt.field == "id_number" for doubt in doubts)


def _compare(identity: Identity, values: dict[str, Any], doubts: list[Doubt]) -> None:
    """Compare birth date and sex with the ID number; both sides are kept (DOMAIN §5.1)."""
    birth, sex = values.get("birth_date"), values.get("sex")
    if birth is None or not disagree(birth, identity.birth_date):
        values["birth_date"] = identity.birth_date
    else:
        sentence = f"出生日期{birth}与身份证号中的{identity.birth_date}不一致，请核实。"
        change = Suggestion(
            identity.birth_date, f"按身份证号记 {identity.birth_date}", by_hand=True
        )
        doubts.append(Doubt("conflicting_birth_date", sentence, "birth_date", suggestion=change))
    if sex is None:
        values["sex"] = identity.sex
    elif sex != identity.sex:
        sentence = f"性别“{sex}”与身份证号（{identity.sex}）不一致，请核实。"
        change = Suggestion(identity.sex, f"按身份证号记{identity.sex}", by_hand=True)
        doubts.append(Doubt("conflicting_sex", sentence, "sex", suggestion=change))


_ORDER = (
    ("enlist_date", "discharge_date", "退役时间早于入伍时间，请核实。"),
    ("birth_date", "enlist_date", "入伍时间早于出生日期，请核实。"),
    ("birth_date", "death_date", "去世日期早于出生日期，请核实。"),
)


def _check_dates(values: dict[str, Any], doubts: list[Doubt]) -> None:
    if "enlist_date" not in values and "death_date" not in values:
        return
    for first, second, sentence in _ORDER:
        early, late = values.get(first), values.get(second)
        if early and late and late < early and is_before(late, early):
            doubts.append(Doubt("date_order", sentence, second))
    birth, enlist = values.get("birth_date"), values.get("enlist_date")
    if birth and enlist and not is_before(enlist, birth):
        age = int(enlist[:4]) - int(birth[:4])
        if age not in _SOLDIER_AGES:
            sentence = f"入伍时约{age}岁，不常见，请核对年份。"
            doubts.append(Doubt("enlist_age", sentence, "enlist_date", Severity.INFO))


def _check_community(name: str, doubts: list[Doubt], known: Known) -> None:
    """Point out a community that sounds like one named before, or differs only in 村 and 社区."""
    meant = known.communities.get(name)
    if meant is None:
        others = (other for other, first in known.communities.items() if not first)
        meant = next((other for other in others if _is_misspelt(name, other)), "")
        known.communities[name] = meant
    if meant:
        sentence = f"“{name}”与前面的“{meant}”只差一点，请核对是不是同一个村（社区）。"
        change = Suggestion(meant, f"改为{meant}", by_hand=True)
        doubts.append(
            Doubt("community_spelling", sentence, "community", Severity.INFO, suggestion=change)
        )


def _is_misspelt(name: str, other: str) -> bool:
    bare, other_bare = bare_name(name), bare_name(other)
    if bare == other_bare:
        return name != bare and other != other_bare
    return len(bare) == len(other_bare) and syllables(bare) == syllables(other_bare)


def _check_twice(values: dict[str, Any], doubts: list[Doubt], known: Known, place: Place) -> None:
    """Find an earlier row of the same person: by ID, else by name with birth date or phone."""
    name, id_number = values.get("name") or "", values.get("id_number")
    if id_number:
        first = known.by_id.setdefault(id_number, (place, name))
        if first[0] != place:
            doubts.append(_twice(first[0], name, first[1]))
            return
    if not name:
        return
    seen = (place, bool(id_number))
    for key in _name_keys(name, values):
        first_seen = known.by_name.setdefault(key, seen)
        if first_seen is not seen and not (id_number and first_seen[1]):
            doubts.append(_twice(first_seen[0], name, name))
            return


def _name_keys(name: str, values: dict[str, Any]) -> Sequence[str]:
    """The name with what tells namesakes apart: a full birth date, each telephone."""
    birth, phone = values.get("birth_date") or "", values.get("phone") or ""
    keys = [f"{name} {birth}"] if len(birth) == _FULL_DATE else []
    if "、" in phone:
        keys += [f"{name} {number}" for number in phone.split("、")]
    elif phone:
        keys.append(f"{name} {phone}")
    return keys


def _twice(first: Place, name: str, first_name: str) -> Doubt:
    where = f"第{first[1]}行"
    if name == first_name:
        sentence = f"与“{first[0]}”{where}是同一人，请核实后合并或删去一行。"
    else:
        sentence = f"身份证号与“{first[0]}”{where}的{first_name}相同而姓名不同，请核实。"
    change = Suggestion(f"{first[0]}!{first[1]}", f"并入{where}", by_hand=True)
    return Doubt("duplicate_person", sentence, "id_number", suggestion=change)
