"""The card of one person: its photograph, its lists over several pages, its masks."""

import base64
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image
from pypdf import PdfReader

from shuangyong_desktop.documents.person_card import (
    Fact,
    Line,
    Listed,
    PersonCard,
    Section,
    write_person_card,
)

HEAD = (
    Line((Fact("姓名", "曾维刚"), Fact("性别", "男"), Fact("民族", "汉族"))),
    Line((Fact("出生日期", "1971年1月"), Fact("年龄", "55岁"), Fact("政治面貌", "群众"))),
    Line((Fact("身份证号", "5102**********6113", 1.4), Fact("联系电话", "138****0018"))),
    Line((Fact("人员类别", "残疾军人", 1.4), Fact("人员状态", "在册"))),
    Line((Fact("户籍地址", "石桥村2组", 2),)),
    Line((Fact("住址", "石桥村2组", 3), Fact("村（社区）", "石桥村"))),
)


def _card(**known) -> PersonCard:
    told = {"office": "通惠街道退役军人服务站", "number": "0046", "made_on": date(2026, 8, 12),
            "head": HEAD, "sections": ()} | known  # fmt: skip
    return PersonCard(**told)


def _read(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


def test_the_card_shows_who_it_is_and_where_it_is_kept(tmp_path):
    path = tmp_path / "卡.pdf"
    told: list[tuple[int, int]] = []
    write_person_card(path, _card(opened_on="2019年3月12日", verified_on="2026年7月29日",
                                  purpose="报区局"), tick=lambda *at: told.append(at))  # fmt: skip
    (text,) = _read(path)
    for words in (
        "一人一档登记卡",
        "曾维刚",
        "档案编号：0046",
        "内部资料，注意保管",
        "照　片",
        "建档日期：2019年3月12日",
        "打印日期：2026年8月12日",
        "用途：报区局",
    ):
        assert words.replace("　", "") in text.replace("　", "").replace(" ", "")
    assert told == [(1, 1)]


def test_a_photograph_stands_in_its_place(tmp_path):
    picture = BytesIO()
    Image.new("RGB", (40, 60), "red").save(picture, "JPEG")
    path = tmp_path / "卡.pdf"
    write_person_card(path, _card(photo=base64.b64encode(picture.getvalue()).decode()))
    page = PdfReader(path).pages[0]
    assert len(page.images) == 1
    assert "照" not in page.extract_text().replace("照片", "")


def test_a_long_list_goes_on_with_its_heads_on_the_next_page(tmp_path):
    rows = tuple((f"2026-01-{day:02d}", "身体、生活情况稳定，" * 6) for day in range(1, 40))
    listed = Section("走访联系和慰问记录", listed=Listed(("日期", "情况记录"), (24, 0), rows))
    many = tuple(Section(f"第{number}节", (Line((Fact("一", "二"),)),)) for number in range(12))
    path = tmp_path / "卡.pdf"
    write_person_card(path, _card(sections=(*many, listed)))
    texts = _read(path)
    assert len(texts) > 2
    assert all("一人一档" in text for text in texts)
    assert all("情况记录" in text for text in texts if "2026-01-" in text)
    assert sum(text.count("2026-01-") for text in texts) == 39
