import pytest

from shuangyong_desktop.domain.secrecy import is_classified


@pytest.mark.parametrize("text", ["秘密★", "机密 ★1年", "绝密☆长期"])
def test_a_mark_is_seen(text: str):
    assert is_classified(f"〔2026〕3号 {text}")


@pytest.mark.parametrize("text", ["保守军事秘密", "★★★", "机密文件管理制度"])
def test_the_word_alone_is_no_mark(text: str):
    assert not is_classified(text)
