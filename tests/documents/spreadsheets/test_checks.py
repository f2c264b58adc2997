"""Doubts that only several rows raise together."""

from documents.books import IDS, read, write


def communities(path, *names):
    people = [[f"张{n}", IDS[n % 4], name] for n, name in enumerate(names, 1)]
    return read(write(path, [["姓名", "身份证号", "村（社区）"], *people])).people


def test_a_community_that_sounds_like_another_is_pointed_out_in_each_row(tmp_path):
    people = communities(tmp_path / "a.xlsx", "登瀛社区", "登赢社区", "登赢社区", "登瀛社区")
    spelling = [[d for d in p.doubts if d.kind == "community_spelling"] for p in people]
    assert [len(found) for found in spelling] == [0, 1, 1, 0]
    assert spelling[1][0].suggestion.text == "登瀛社区"
    assert spelling[1][0].suggestion.by_hand
    assert people[1].values["community"] == "登赢社区"


def test_a_village_and_a_residential_community_of_one_name_are_pointed_out(tmp_path):
    people = communities(tmp_path / "a.xlsx", "玉龙社区", "玉龙村")
    assert people[1].doubts[0].suggestion.text == "玉龙社区"


def test_a_bare_name_and_other_communities_are_no_misspellings(tmp_path):
    people = communities(tmp_path / "a.xlsx", "新街社区", "新街", "新桥社区", "三会村")
    assert all(not person.doubts for person in people)
