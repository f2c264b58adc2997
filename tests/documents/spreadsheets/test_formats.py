"""The same list in every format an office sends, told apart by content alone."""

import pytest

from documents.books import HEADINGS, IDS, LI, ZHANG, read, write

ROWS = [[str(cell) for cell in row] for row in (HEADINGS, ZHANG, LI)]
NAMES = ["张三", "李四"]


def lines(delimiter, rows=ROWS):
    return "\r\n".join(delimiter.join(row) for row in rows) + "\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le"]
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_delimited_text_in_every_encoding(tmp_path, encoding, delimiter):
    path = tmp_path / "a.xls"
    path.write_bytes(lines(delimiter).encode(encoding))
    found = read(path)
    assert found.values("name") == NAMES
    assert found.values("id_number") == list(IDS[:2])


def test_protected_numbers_and_quoted_line_breaks_in_csv(tmp_path):
    path = tmp_path / "a.csv"
    text = f'姓名,身份证号,卡号,备注\r\n张三,"=""{IDS[0]}""",\t6217860000762301243,"一\n二"\r\n'
    path.write_text(text, encoding="utf-8", newline="")
    found = read(path)
    assert found.values("id_number") == [IDS[0]]
    assert found.values("bank_account") == ["6217860000762301243"]
    assert found.values("remarks") == ["一\n二"]


def test_a_stray_quotation_mark_swallows_nobody(tmp_path):
    path = tmp_path / "a.csv"
    rows = [*ROWS[:2], [*ROWS[2][:5], '12"电视']]
    path.write_text(lines(",", rows), encoding="utf-8")
    assert read(path).values("name") == NAMES


def test_characters_that_gb18030_moved_are_the_new_ones(tmp_path):
    path = tmp_path / "a.csv"
    content = (
        lines(",")
        .encode("gb18030")
        .replace("张三".encode("gb18030"), "张".encode("gb18030") + b"\xfe\x59")
    )
    path.write_bytes(content)
    assert read(path).values("name") == ["张\u9fb4", "李四"]


def html(rows):
    cells = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows]
    return (
        "<html><head><style>td{x:1}</style></head><body><table>"
        + "".join(cells)
        + "</table></body></html>"
    )


@pytest.mark.parametrize("encoding", ["gb2312", "utf-8"])
def test_web_pages_named_as_spreadsheets(tmp_path, encoding):
    path = tmp_path / "a.xls"
    path.write_bytes(html(ROWS).encode(encoding))
    assert read(path).values("name") == NAMES


def test_spans_entities_and_breaks_in_web_pages(tmp_path):
    path = tmp_path / "a.xls"
    path.write_text(
        "<table><tr><td colspan=3>花名册</td></tr>"
        "<tr><th>村<br>居</th><th>姓名</th><th>身份证号</th></tr>"
        f"<tr><td rowspan=2>玉龙社区</td><td>张&nbsp;三</td><td>{IDS[0]}</td></tr>"
        f"<tr><td>李四<script>alert(1)</script></td><td>{IDS[1]}</td></tr></table>",
        encoding="utf-8",
    )
    found = read(path)
    assert found.values("name") == NAMES
    assert found.values("community") == ["玉龙社区"] * 2


def test_xml_spreadsheets_of_2003(tmp_path):
    path = tmp_path / "a.xls"
    rows = "".join(
        "<Row>"
        + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row)
        + "</Row>"
        for row in ROWS
    )
    path.write_text(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="名册"><Table>'
        '<Row><Cell ss:MergeAcross="5"><Data ss:Type="String">花名册</Data></Cell></Row>'
        f'<Row ss:Index="3"><Cell ss:Index="2"/></Row>{rows}</Table></Worksheet></Workbook>',
        encoding="utf-8",
    )
    found = read(path)
    assert found.values("name") == NAMES
    assert found.people[0].row == 5


def test_the_name_of_a_file_says_nothing(tmp_path):
    path = write(tmp_path / "a.csv", [HEADINGS, ZHANG])
    assert read(path).values("name") == ["张三"]


def test_a_workbook_under_the_name_of_another_format_is_read(tmp_path):
    made = write(tmp_path / "a.xlsx", [HEADINGS, ZHANG, LI])
    assert read(made.rename(tmp_path / "a.xls")).values("name") == NAMES
