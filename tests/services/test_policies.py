from datetime import date

from shuangyong_desktop.domain.rolls.policies import Policy
from shuangyong_desktop.services.office import Office


def test_what_is_in_force_is_offered_for_citing(office: Office):
    for title, number, since, until in (
        ("军人抚恤优待条例", "国令第788号", "2024-10-01", None),
        ("旧办法", "1号", "2019-01-01", "2024-09-30"),
        ("明年的办法", "2号", "2030-01-01", None),
        ("优待办法", None, None, None),
    ):
        office.policies.save(Policy(title=title, number=number, date=since, until=until))
    cited = office.policies.citations(date(2026, 7, 29))
    assert set(cited) == {"《军人抚恤优待条例》（国令第788号）", "《优待办法》"}
    assert "《旧办法》（1号）" in office.policies.citations(date(2024, 9, 30))
    newest = office.policies.in_force(date(2030, 5, 1))[0]
    assert newest.title == "明年的办法"
