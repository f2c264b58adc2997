"""Writes src/shuangyong_desktop/domain/pinyin.txt: every character that has a reading, by syllable.

Run with the test environment: `.venv/bin/python packaging/pinyin.py`. pypinyin is far too slow
to import while the window opens; the table is read in milliseconds.
"""

import unicodedata
from pathlib import Path

from pypinyin.constants import PINYIN_DICT

TARGET = Path(__file__).parents[1] / "src/shuangyong_desktop/domain/pinyin.txt"


def bare(reading: str) -> str:
    """A reading without tones; ü is typed as v."""
    decomposed = unicodedata.normalize("NFD", reading.replace("\u0261", "g"))
    merged = decomposed.replace("u\u0308", "v")
    return "".join(character for character in merged if not unicodedata.combining(character))


def main() -> None:
    by_syllable: dict[str, list[str]] = {}
    for code, readings in sorted(PINYIN_DICT.items()):
        syllable = bare(readings.split(",")[0])
        if syllable.isascii() and syllable.isalpha():
            by_syllable.setdefault(syllable, []).append(chr(code))
    lines = [f"{syllable} {''.join(found)}\n" for syllable, found in sorted(by_syllable.items())]
    TARGET.write_text("".join(lines), encoding="utf-8")
    print(f"{sum(map(len, by_syllable.values()))} characters, {len(lines)} syllables")


if __name__ == "__main__":
    main()
