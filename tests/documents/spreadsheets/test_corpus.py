"""Spreadsheets as offices send them, with the truth about every row (tests/corpus).

Everybody in them is invented. The scorer compares records, fields and problems; acceptance
asks for 0.99 overall and nobody silently lost.
"""

import json
from pathlib import Path

import pytest

from corpus import score
from shuangyong_desktop.documents.spreadsheets import preview_json

CORPUS = Path(score.__file__).parent
TRUTHS = sorted(CORPUS.glob("*.truth.json"))


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder = tmp_path_factory.mktemp("results")
    for truth in TRUTHS:
        name = truth.name.removesuffix(".truth.json")
        result = json.dumps(preview_json(CORPUS / name), ensure_ascii=False)
        (folder / f"{name}.result.json").write_text(result, encoding="utf-8")
    return folder


def test_the_scorer_itself_can_tell_good_from_bad():
    score.self_test(CORPUS)


def test_the_corpus_is_read_and_nobody_is_silently_lost(results):
    total = score.evaluate(CORPUS, results, quiet=True)
    assert total["overall"] >= 0.99
    assert total["silently_lost"] == 0


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth.name[:3])
def test_counts_add_up_and_every_skipped_row_is_one_that_should_vanish(truth, results):
    expected = json.loads(truth.read_text(encoding="utf-8"))
    result = json.loads((results / f"{expected['file']}.result.json").read_text(encoding="utf-8"))
    counts = result["counts"]
    assert counts["read"] == sum(value for key, value in counts.items() if key != "read")
    assert counts["skipped"] == len(expected["skip"])
    assert counts["read"] - counts["skipped"] == len(result["records"])


def test_a_withheld_column_is_shown_but_not_among_the_values(results):
    found = json.loads(next(results.glob("A15*")).read_text(encoding="utf-8"))
    assert found["records"][0]["fields"]["military_unit"]
