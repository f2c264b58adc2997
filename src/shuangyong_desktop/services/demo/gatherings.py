"""The activities of a demo's year beside those that its tasks ask for: invented, in every month."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from shuangyong_desktop.domain.activities import Activity
from shuangyong_desktop.domain.registers import Register
from shuangyong_desktop.domain.rolls.pairs import PAIRS
from shuangyong_desktop.domain.rolls.sites import SITES
from shuangyong_desktop.domain.rolls.supporters import TEAMS
from shuangyong_desktop.services.office import Office

Act = Callable[[date], None]


@dataclass(frozen=True, slots=True)
class Gathering:
    """One activity: its day (MM-DD), what it was, where, for how many people.

    `team`, `pair` and `site` say with which record of 名录 it was held, counted from 1.
    """

    day: str
    title: str
    kind: str
    place: str
    community: str
    people: int
    form: str | None = None
    put_out: tuple[int, str] | None = None
    pieces: int | None = None
    reach: str | None = None
    pair: int = 0
    team: int = 0
    site: int = 0


GATHERINGS = (
    Gathering("01-14", "新春双拥宣传橱窗上新", "宣传", "街道办事处门前", "白杨社区", 60,
              "宣传橱窗", (4, "块"), site=1),
    Gathering("01-20", "老兵志愿服务队写春联送军属", "志愿拥军", "白杨社区便民服务中心", "白杨社区",
              48, reach="社区拥军", team=1),
    Gathering("01-28", "春节慰问信和优待政策上微信", "宣传", "街道公众号", "清溪社区", 320,
              "微信", (3, "条")),
    Gathering("02-03", "军属代表迎春座谈会", "座谈", "街道三楼会议室", "清溪社区", 26),
    Gathering("02-26", "退役军人保障法宣讲进院落", "政策宣讲", "石桥村活动室", "石桥村", 75,
              "讲座", (1, "场"), 150),
    Gathering("03-05", "学雷锋拥军志愿服务日", "志愿拥军", "文化广场", "清溪社区", 130,
              reach="双拥在基层", team=2, pieces=200),
    Gathering("03-19", "春季新兵欢送会", "文体", "街道武装部", "白杨社区", 90),
    Gathering("03-27", "军地联合义务植树", "共建", "石桥村后山", "石桥村", 64, pair=1),
    Gathering("04-08", "烈士故事进校园", "红色文化", "通惠小学", "和顺社区", 240, "讲座",
              (1, "场")),
    Gathering("04-15", "国家安全教育日宣传", "国防教育", "文化广场", "清溪社区", 180, "展板",
              (8, "块"), 300),
    Gathering("04-24", "拥军助医队入户量血压", "志愿拥军", "白杨社区", "白杨社区", 35,
              reach="行业拥军", team=3),
    Gathering("05-09", "双拥电子屏滚动宣传", "宣传", "文化广场", "清溪社区", 400, "电子显示屏",
              (12, "条"), site=2),
    Gathering("05-16", "助残日看望残疾军人", "慰问", "各村（社区）", "石桥村", 18),
    Gathering("05-28", "军营开放日共建联谊", "共建", "驻区某院校（对外开放区）", "白杨社区", 56,
              pair=2),
    Gathering("06-01", "“小小国防课”亲子活动", "国防教育", "和顺社区活动室", "和顺社区", 82),
    Gathering("06-12", "双拥政策阅报栏更新", "宣传", "石桥村阅报栏", "石桥村", 110, "阅报栏",
              (2, "期"), site=3),
    Gathering("06-18", "拥军商户走访签约", "志愿拥军", "清溪大道", "清溪社区", 22,
              reach="行业拥军"),
    Gathering("06-27", "“七一”重温入党誓词", "红色文化", "国防教育基地", "和顺社区", 68),
    Gathering("07-03", "防汛应急联合拉练", "共建", "石桥村河段", "石桥村", 72, pair=1),
    Gathering("07-17", "最美退役军人事迹巡讲", "宣传", "街道文化中心", "白杨社区", 150, "讲座",
              (2, "场")),
    Gathering("07-25", "“八一”前走访边海防军人家庭", "慰问", "各村（社区）", "清溪社区", 12),
    Gathering("07-28", "“八一”双拥文艺汇演", "文体", "文化广场", "清溪社区", 420),
    Gathering("08-12", "军人子女暑期托管课堂", "志愿拥军", "白杨社区", "白杨社区", 30,
              reach="社区拥军", team=2),
    Gathering("08-27", "高考入学军人子女座谈", "座谈", "街道三楼会议室", "清溪社区", 20),
    Gathering("09-10", "秋季新兵役前教育和欢送", "国防教育", "街道武装部", "白杨社区", 88),
    Gathering("09-17", "双拥宣传橱窗国防教育专版", "宣传", "街道办事处门前", "白杨社区", 90,
              "宣传橱窗", (4, "块"), site=1),
    Gathering("09-28", "烈士亲属代祭扫直播", "祭扫瞻仰", "烈士陵园", "石桥村", 210, "新媒体",
              (1, "场")),
    Gathering("10-17", "重阳节为老兵义诊", "志愿拥军", "和顺社区", "和顺社区", 96,
              reach="双拥在基层", team=3),
    Gathering("11-05", "冬季送温暖进军属家庭", "慰问", "各村（社区）", "石桥村", 24),
    Gathering("11-18", "法律援助进军营", "共建", "驻区某院校（对外开放区）", "白杨社区", 40,
              pair=2),
    Gathering("12-02", "宪法宣传周拥军普法", "政策宣讲", "文化广场", "清溪社区", 120, "展板",
              (6, "块"), 260),
    Gathering("12-11", "双拥一年回顾展", "宣传", "街道文化中心", "白杨社区", 200, "展板",
              (10, "块")),
)  # fmt: skip


class Gatherings:
    """The demo's clerk at the activities of a year."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def steps(self, year: int) -> Iterator[tuple[date, bool, Act]]:
        """What is held on which day of `year`."""
        for gathering in GATHERINGS:
            month, day = (int(part) for part in gathering.day.split("-"))
            yield date(year, month, day), False, self._holding(gathering)

    def _holding(self, gathering: Gathering) -> Act:
        def act(day: date) -> None:
            quantity, counted_in = gathering.put_out or (None, None)
            self._office.activities.save(
                Activity(
                    date=day.isoformat(), title=gathering.title, kind=gathering.kind,
                    reach=gathering.reach, form=gathering.form, place=gathering.place,
                    community=gathering.community, host="通惠街道退役军人服务站",
                    people=gathering.people, quantity=quantity, counted_in=counted_in,
                    pieces=gathering.pieces, recorder="刘晓梅",
                    pair_id=self._record(PAIRS, gathering.pair),
                    team_id=self._record(TEAMS, gathering.team),
                    site_id=self._record(SITES, gathering.site),
                )
            )  # fmt: skip
            if gathering.site:
                self._renew(gathering, day)

        return act

    def _renew(self, gathering: Gathering, day: date) -> None:
        """The site has something new to show from this day on."""
        sites = self._office.entries(SITES)
        site = sites.get(self._record(SITES, gathering.site) or 0)
        sites.save(replace(site, date=day.isoformat(), content=gathering.title))

    def _record(self, register: Register[Any], place: int) -> int | None:
        """The id of a record that stood in its book when the year began, by its place."""
        ids = sorted(self._office.entries(register).ids())
        return ids[place - 1] if 0 < place <= len(ids) else None
