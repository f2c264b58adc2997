import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.storage import recovery


def test_a_key_is_34_characters_in_groups_of_four():
    groups = recovery.make().split("-")
    assert [len(group) for group in groups] == [4] * 8 + [2]
    assert set("".join(groups)) <= set(recovery.ALPHABET)


def test_a_key_is_read_however_it_is_typed():
    key = recovery.make()
    secret = recovery.secret_of(key)
    assert len(secret) == 20
    typed = key.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert recovery.secret_of(typed) == secret
    assert recovery.secret_of(typed.replace("l", "I").replace(" ", "　")) == secret


@given(st.integers(0, 33), st.integers(0, 31))
def test_one_wrong_character_is_noticed(place: int, letter: int):
    key = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    right = recovery.grouped(key + _check(key))
    plain = right.replace("-", "")
    wrong = plain[:place] + recovery.ALPHABET[letter] + plain[place + 1 :]
    if wrong == plain:
        assert recovery.secret_of(wrong) == recovery.secret_of(right)
    else:
        with pytest.raises(Problem, match="输错"):
            recovery.secret_of(wrong)


@given(st.integers(0, 31))
def test_two_swapped_neighbours_are_noticed(place: int):
    key = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    plain = key + _check(key)
    swapped = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    with pytest.raises(Problem, match="输错"):
        recovery.secret_of(swapped)


def test_missing_and_impossible_characters_have_their_own_sentences():
    with pytest.raises(Problem, match="现有 3 个"):
        recovery.secret_of("ABC")
    with pytest.raises(Problem, match="没有“U”"):
        recovery.secret_of("U" * 34)


def _check(key: str) -> str:
    number = 0
    for character in key:
        number = number * 32 + recovery.ALPHABET.index(character)
    number %= 1021
    return recovery.ALPHABET[number // 32] + recovery.ALPHABET[number % 32]
