"""Invented names of the years people were born in, with the ones that break weak programs."""

from random import Random
from typing import NamedTuple

_COMMON = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭罗梁宋郑谢唐冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢"
    "姜钟谭陆汪范金石廖贾夏韦付方邹孟熊秦邱江尹薛阎段雷侯龙陶黎贺顾毛郝龚邵万钱覃武戴莫孔向汤犹敖冉晏"
)
_DOUBLE = ("欧阳", "司马", "诸葛", "夏侯", "令狐", "上官")
_RARE = ("䶮", "𬭎", "㛃", "𫟹", "𠅤", "㼆", "翀", "喆")
_MINORITY = (
    ("阿卜杜拉·买买提", "维吾尔族", "男"),
    ("艾尼瓦尔·吐尔逊", "维吾尔族", "男"),
    ("古丽娜尔·艾合买提", "维吾尔族", "女"),
    ("扎西·多吉", "藏族", "男"),
    ("格桑·卓玛", "藏族", "女"),
    ("叶尔兰·赛力克", "哈萨克族", "男"),
    ("阿依·木呷", "彝族", "男"),
)
_MEN = (
    (1950, ("兴", "永", "德", "世", "朝", "光", "明", "显", "绍", "长", "大", "文", "国", "天"),
           ("福", "贵", "全", "荣", "学", "禄", "清", "发", "友", "昌", "华", "伦", "成", "云")),
    (1980, ("建", "志", "国", "卫", "东", "小", "忠", "跃", "胜", "红", "庆", "晓", "光", "正"),
           ("国", "军", "华", "强", "平", "明", "勇", "忠", "伟", "林", "刚", "全", "兵", "生")),
    (9999, ("子", "浩", "俊", "宇", "嘉", "晨", "鹏", "文", "思", "志", "泽", "一", "天", "明"),
           ("豪", "轩", "杰", "翔", "宇", "涛", "磊", "超", "凯", "阳", "航", "鑫", "睿", "鸿")),
)  # fmt: skip
_WOMEN = (
    (1950, ("素", "玉", "秀", "桂", "淑", "光", "永", "惠", "德", "明"),
           ("芳", "珍", "兰", "英", "琼", "碧", "华", "清", "容", "群")),
    (1980, ("晓", "小", "建", "红", "丽", "春", "雪", "海", "成", "忠"),
           ("梅", "霞", "艳", "红", "萍", "燕", "敏", "琴", "莉", "蓉")),
    (9999, ("佳", "雨", "思", "欣", "梦", "诗", "雅", "静", "可", "语"),
           ("倩", "涵", "怡", "婷", "琪", "雯", "悦", "萱", "瑶", "洁")),
)  # fmt: skip
_DOUBLE_SHARE, _MINORITY_SHARE, _RARE_SHARE, _SHORT_SHARE = 0.012, 0.008, 0.006, 0.14


class InventedName(NamedTuple):
    """A name and the 民族 that goes with it."""

    name: str
    ethnic: str


def invented_name(chance: Random, sex: str, birth_year: int) -> InventedName:
    """A name such as people of that sex and year bear; nobody's in particular."""
    if chance.random() < _MINORITY_SHARE:
        own = [(name, ethnic) for name, ethnic, whose in _MINORITY if whose == sex]
        return InventedName(*chance.choice(own))
    double = chance.random() < _DOUBLE_SHARE
    surname = chance.choice(_DOUBLE) if double else _surname(chance)
    return InventedName(surname + _given(chance, sex, birth_year), _ethnic(chance))


def _surname(chance: Random) -> str:
    """Common surnames stand first and come more often."""
    return _COMMON[int(len(_COMMON) * chance.random() ** 1.7)]


def _given(chance: Random, sex: str, birth_year: int) -> str:
    if chance.random() < _RARE_SHARE:
        return chance.choice(_RARE)
    table = _MEN if sex == "男" else _WOMEN
    _, middle, last = next(row for row in table if birth_year < row[0])
    end = chance.choice(last)
    return end if chance.random() < _SHORT_SHARE else chance.choice(middle) + end


def _ethnic(chance: Random) -> str:
    return chance.choices(("汉族", "苗族", "土家族", "彝族"), (95, 2, 2, 1))[0]
