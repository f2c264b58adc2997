import hashlib

import pytest

from shuangyong_desktop.documents.fonts import Role, font_folder, font_of, load, pick
from shuangyong_desktop.domain.errors import Problem

LEVEL_3 = (
    (0x4E00, 0x9FEF),
    (0x3400, 0x4DB5),
    (0x20000, 0x2A6D6),
    (0x2A700, 0x2B734),
    (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1),
    (0x2CEB0, 0x2EBE0),
)
COMPATIBILITY = "\ufa0e\ufa0f\ufa11\ufa13\ufa14\ufa1f\ufa21\ufa23\ufa24\ufa27\ufa28\ufa29"


def ideographs():
    spans = [chr(code) for first, last in LEVEL_3 for code in range(first, last + 1)]
    return [*spans, *COMPATIBILITY]


@pytest.mark.parametrize("role", Role)
def test_every_ideograph_of_gb_18030_level_3_has_a_glyph(role):
    wanted = ideographs()
    assert len(wanted) == 87_887
    assert [character for character in wanted if pick(role, character) is None] == []


@pytest.mark.parametrize("role", Role)
def test_the_yuan_sign_comes_from_a_font_that_draws_it_as_such(role):
    name = pick(role, "￥")
    assert name.startswith("Noto")
    face = load(name).face
    assert face.charToGlyph[ord("￥")] not in (
        face.charToGlyph[ord("$")],
        face.charToGlyph.get(ord("＄")),
    )


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("character", "0Xx（），。“”…—·　 /％〔〕￥→□√①")
def test_signs_of_official_papers_have_a_glyph_in_every_role(role, character):
    assert pick(role, character)


def test_names_keep_to_fonts_of_the_same_look():
    assert {pick(Role.SONG, character) for character in "堃喆珺玥祎㛃䶮𬭎𫟹"} == {
        "NotoSerifSC-Regular"
    }


def test_an_undrawable_character_stops_the_paper_and_is_named():
    with pytest.raises(Problem, match=r"“张😀”里有“😀”（U\+1F600）"):
        font_of(Role.SONG, "😀", "张😀")
    with pytest.raises(Problem, match=r"看不见的字符（U\+0007）"):
        font_of(Role.SONG, "\a", "张\a三")


def test_the_shipped_files_are_those_of_the_build():
    folder = font_folder()
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    listed = {name: digest for digest, name in (line.split("  ") for line in lines)}
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.ttf")
    }
    assert found == listed


def test_a_frozen_program_finds_the_fonts_beside_itself(tmp_path, monkeypatch):
    fonts = tmp_path / "resources" / "fonts"
    fonts.mkdir(parents=True)
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", str(tmp_path / "program"))
    with pytest.raises(Problem, match="字体文件不见了"):
        font_folder()
    (fonts / "NotoSerifSC-Regular.ttf").touch()
    assert font_folder() == fonts


def test_a_damaged_font_gets_its_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr("shuangyong_desktop.documents.fonts.font_folder", lambda: tmp_path)
    (tmp_path / "half.ttf").write_bytes(b"half a font")
    with pytest.raises(Problem, match=r"half\.ttf”已损坏"):
        load("half")
