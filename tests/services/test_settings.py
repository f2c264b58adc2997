from shuangyong_desktop.domain.desk import DeskDetails


def test_settings_live_in_the_ledger_and_can_be_undone(office):
    before = office.settings.desk()
    office.settings.save_desk(DeskDetails(issuer="某街道办事处"))
    assert office.settings.desk().issuer == "某街道办事处"
    office.history.undo()
    assert office.settings.desk() == before


def test_a_corrected_mapping_is_remembered_for_the_layout(office):
    assert office.settings.columns_of("abc") is None
    office.settings.remember_columns("abc", {0: "name", 3: ""})
    assert office.settings.columns_of("abc") == {0: "name", 3: ""}
