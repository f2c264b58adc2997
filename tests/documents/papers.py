"""What the tests of papers share: books and rosters of invented people, and reading PDFs."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pypdfium2
from pypdf import PdfReader

from shuangyong_desktop.documents.roster import Roster, RosterGroup
from shuangyong_desktop.documents.visit_book import VisitBook
from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.visits import Goods, PayoutMethod, VisitUnit

RARE = "𬭎𫟹𠅤䶮㛃"
RICE = Goods("大米", 1, "袋", "10千克/袋")
OIL = Goods("菜油", 1, "桶", "5升/桶")
NAMES = {"war": "参战退役军人", "rural": "年满60周岁农村籍退役士兵", "family": "军人家属（现役）"}


def unit(place=0, **changes):
    known = {
        "name": f"张{chr(0x4E00 + place)}明",
        "id_number": f"5102231950031{600 + place:03d}1X",
        "category": list(NAMES)[place % 3],
        "community": "石桥村",
        "address": f"石桥村{place % 9 + 1}社{place + 1}号",
        "money": Decimal(300 + place % 4 * 100),
        "goods": (RICE, OIL) if place % 3 else (RICE,),
        "method": list(PayoutMethod)[place % 3],
    }
    return VisitUnit(**(known | changes))


def book(units, **changes):
    known = {
        "title": "2026年春节慰问金（品）发放签收册",
        "office": "石桥街道办事处",
        "made_on": date(2026, 1, 26),
        "units": units,
        "category_names": NAMES,
    }
    return VisitBook(**(known | changes))


@dataclass(frozen=True)
class Comrade:
    name: str
    id_number: str = "510223195003166018"
    phone: str = "13800001234"
    address: str = "石桥村3社12号"
    money: Decimal | None = Decimal("512.50")


COMRADES = Schema(
    Comrade,
    (
        Field("name", "姓名", kinds.NAME, width=5),
        Field("id_number", "身份证号", kinds.ID_NUMBER, width=10),
        Field("phone", "联系电话", kinds.PHONE, width=7),
        Field("address", "住址", kinds.TEXT, width=12),
        Field("money", "补助标准", kinds.MONEY, width=6),
    ),
)


def roster(*groups, **changes):
    known = {
        "title": "退役军人和其他优抚对象花名册",
        "office": "石桥街道办事处",
        "made_on": date(2026, 7, 1),
        "schema": COMRADES,
        "groups": groups or (RosterGroup("石桥村", [Comrade("张三明"), Comrade("李𬭎")]),),
    }
    return Roster(**(known | changes))


def pages_of(path):
    return [page.extract_text() for page in PdfReader(path).pages]


def text_of(path):
    return "\n".join(pages_of(path))


def text_by_pdfium(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def unembedded_fonts(path):
    found = set()
    for page in PdfReader(path).pages:
        for font in page["/Resources"]["/Font"].values():
            entry = font.get_object()
            descriptor = entry.get("/FontDescriptor", {})
            if "/FontFile2" not in descriptor:
                found.add(entry["/BaseFont"])
    return found


_RULE = re.compile(rb"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l")


def rules_of(page):
    """The ruled lines of a page: (x0, y0, x1, y1) in points."""
    found = _RULE.findall(page.get_contents().get_data())
    return [tuple(map(float, rule)) for rule in found]
