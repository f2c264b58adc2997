from shuangyong_desktop.storage.communities import Communities
from shuangyong_desktop.storage.placing import Placing


def test_a_spelling_takes_the_ledgers_name(ledger):
    communities = Communities(ledger)
    with ledger.transaction("录入") as change:
        communities.learn(change, ["白杨社区"])
        placing = Placing(ledger, change)
        assert placing.name_of("白杨") == "白杨社区"
        assert placing.name_of("通惠街道白杨居委会") == "白杨社区"
        assert placing.name_of("石桥村") == "石桥村"
        assert placing.name_of("石桥") == "石桥村"


def test_a_fuller_name_corrects_a_bare_one_for_everybody_there(ledger):
    communities = Communities(ledger)
    with ledger.transaction("录入") as change:
        communities.learn(change, ["白杨"])
        placing = Placing(ledger, change)
        assert placing.name_of("白杨") == "白杨"
        assert placing.name_of("白杨社区") == "白杨社区"
        assert placing.name_of("白杨") == "白杨社区"
    assert [community.name for community in communities.all()] == ["白杨社区"]


def test_a_bare_name_met_first_in_this_very_list_is_corrected_too(ledger):
    with ledger.transaction("录入") as change:
        placing = Placing(ledger, change)
        assert placing.name_of("青龙") == "青龙"
        assert placing.name_of("青龙村") == "青龙村"
        assert placing.name_of("青龙") == "青龙村"
    assert [community.name for community in Communities(ledger).all()] == ["青龙村"]
