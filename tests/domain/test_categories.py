import pytest

from shuangyong_desktop.domain.categories import (
    BY_CODE,
    CATEGORIES,
    MOST_CATEGORIES,
    Category,
    CategoryGroup,
    CategoryWords,
    mask_of,
    named_category,
    names_of,
    plain,
    read_categories,
)


def codes(text):
    return read_categories(text).value


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("残疾军人", ("disabled_serviceman",)),
        ("伤残", ("disabled_serviceman",)),
        ("残疾军人（因战八级）", ("disabled_serviceman",)),
        ("因公八级伤残军人", ("disabled_serviceman",)),
        ("两参、带病回乡退伍军人", ("two_services_unsettled", "ill_returned_veteran")),
        ("残疾军人、参战", ("disabled_serviceman", "war_veteran")),
        ("残疾军人/参战", ("disabled_serviceman", "war_veteran")),
        ("部分烈士(错杀被平反人员)子女", ("martyr_child_60plus",)),
        ("\uff18\uff10\uff12\uff13", ("nuclear_test_veteran",)),
        ("退伍军人", ("retired_soldier",)),
        ("军属", ("serviceman_family",)),
        ("参战，参战", ("war_veteran",)),
        ("烈属（三属）", ("martyr_survivor",)),
        ("两参（参战）", ("war_veteran",)),
        ("两参（无）", ("two_services_unsettled",)),
        ("退役士兵（参战）", ("retired_soldier", "war_veteran")),
        ("残疾军人（在乡）", ("disabled_serviceman",)),
        ("情况（参战）", ("war_veteran",)),
        ("转业干部 参战", ("transferred_officer", "war_veteran")),
        ("六十岁农村籍退役士兵 参战退役军人", ("rural_veteran_60plus", "war_veteran")),
        ("烈属（三属） 两参（参战）", ("martyr_survivor", "war_veteran")),
        ("转业干部 残疾军人（在乡）", ("transferred_officer", "disabled_serviceman")),
        ("60周岁 以上 农村籍退役士兵", ("rural_veteran_60plus",)),
        ("", ()),
        (" ", ()),
    ],
)
def test_offices_words_become_legal_categories(written, expected):
    assert codes(written) == expected


def test_an_unknown_word_stays_visible_and_the_known_ones_are_kept():
    reading = read_categories("参战、见义勇为")
    assert reading.value == ("war_veteran",)
    assert [doubt.kind for doubt in reading.doubts] == ["unknown_category"]
    assert "见义勇为" in reading.doubts[0].sentence


def test_a_vague_word_asks_to_be_settled_without_keeping_the_value_out():
    reading = read_categories("三属")
    assert reading.value == ("survivor_unsettled",)
    assert reading.doubts[0].kind == "vague_category"
    assert reading.doubts[0].suggestion.text == "三属（待核实类别）"


@pytest.mark.parametrize("category", CATEGORIES, ids=lambda item: item.code)
def test_every_category_is_read_from_each_of_its_own_words(category):
    for word in (category.name, category.exchange_name, *category.aliases):
        if word:
            assert read_categories(word).value == (category.code,), word


def test_codes_and_bits_are_unique_and_fit_the_mask():
    assert len({category.code for category in CATEGORIES}) == len(CATEGORIES)
    assert len({category.bit for category in CATEGORIES}) == len(CATEGORIES)
    assert max(category.bit for category in CATEGORIES) < MOST_CATEGORIES


def test_no_two_categories_share_a_word():
    seen = {}
    for category in CATEGORIES:
        for word in (category.name, *category.aliases):
            assert seen.setdefault(plain(word), category.code) == category.code, word


def test_the_desk_can_add_a_category_of_its_own():
    own = Category("local_elder", "五老人员", CategoryGroup.BENEFICIARY, 40, aliases=("五老",))
    words = CategoryWords((*CATEGORIES, own))
    assert words.read("五老、参战").value == ("local_elder", "war_veteran")
    assert mask_of(("local_elder",), {"local_elder": 40}) == 1 << 40


def test_masks_and_names_come_from_the_codes():
    assert mask_of(("disabled_serviceman", "martyr_survivor")) == 0b11
    assert names_of(("war_veteran", "local_elder")) == "参战退役军人、local_elder"
    assert names_of(("rural_veteran_60plus",), short=True) == "农村籍退役士兵"
    assert BY_CODE["war_veteran"].exchange_name == "参战退役人员"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("60岁老兵", "rural_veteran_60plus"),
        ("义务兵退役", "retired_soldier"),
        ("参战涉核人员", "two_services_unsettled"),
        ("参战老战士", "war_veteran"),
        ("烈士父亲", "martyr_survivor"),
        ("烈士的子女", "martyr_child_60plus"),
        ("伤残预备役", "disabled_militia"),
        ("退伍士官兵", "retired_nco_soldier"),
        ("义务兵父母", "serviceman_family"),
        ("病故军人配偶", "illness_death_survivor"),
        ("年满60周岁烈士子女", "martyr_child_60plus"),
    ],
)
def test_a_word_nobody_listed_is_understood_by_its_stem_and_pointed_out(written, expected):
    reading = read_categories(written)
    assert reading.value == (expected,)
    assert reading.doubts[0].kind == "guessed_category"


@pytest.mark.parametrize(
    "written", ["未参战", "非农村籍", "残疾人", "军人", "参战退役军人子女", "其他对象(待定)"]
)
def test_what_is_denied_or_means_something_else_is_not_guessed(written):
    reading = read_categories(written)
    assert reading.value == ()
    assert reading.doubts[0].suggestion is None


def test_a_slip_of_the_pen_is_suggested_for_the_clerk_to_agree_to():
    change = read_categories("军队转业千部").doubts[0].suggestion
    assert change.text == "军队转业干部"
    assert change.by_hand


def test_only_the_word_itself_names_a_class():
    assert named_category("参战人员") == "war_veteran"
    assert named_category("参战人员名单") is None


@pytest.mark.parametrize("written", ["参战、60岁老兵", "参战、三属", "参战、军队转业千部"])
def test_a_suggestion_keeps_the_other_classes_of_the_cell(written):
    change = read_categories(written).doubts[0].suggestion
    assert change.text.startswith("参战退役军人、")
    assert len(read_categories(change.text).value) == 2
