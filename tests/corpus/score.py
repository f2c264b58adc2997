#!/usr/bin/env python3
# ruff: noqa
# fmt: off
# Kept as it came with the corpus of spreadsheets; only these three lines were added.
"""Compare an application's import results with the truth of the corpus.

    python score.py --truth open --results RESULTS_DIR [--threshold 0.97] [--max-lost 0]
    python score.py --truth held --results RESULTS_DIR --lenient-dates
    python score.py --self-test [--truth open]

RESULTS_DIR holds one <file>.result.json per corpus file (schema: README.md).  A missing
result counts as a crash: every record of that file is lost.  Exit status: 0 good, 1 under
the threshold or over --max-lost, 2 wrong call.  Standard library only.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import re
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

# Fields an importer for this office must get right; the rest is reported, not weighed.
CORE = {
    "name",
    "former_name",
    "id_number",
    "sex",
    "birth_date",
    "phone",
    "community",
    "address",
    "categories",
    "disability_grade",
    "disability_nature",
    "enlist_date",
    "discharge_date",
    "military_unit",
    "certificate_numbers",
    "bank_account",
    "bank_name",
    "living_status",
    "subsidy_standard",
    "remarks",
    "planned_amount",
    "goods",
    "leader",
    "group",
    "received",
    "signed",
    "visit_date",
    "item",
    "side",
    "unit",
    "person",
    "deadline",
    "status",
    "amount",
    "hardship_cause",
    "measure",
    "petition_date",
    "content",
    "resolved",
    "local_unit",
    "since",
    "plaque_date",
    "plaque_hung",
}
CONTAINS = {"remarks", "leader", "content", "hardship_detail", "military_unit", "bank_name", "helper"}

SYNONYMS = {  # what an application may call a category -> canonical name
    "残疾军人": ["伤残", "伤残军人", "残军", "伤残人员"],
    "烈士遗属": ["烈属"],
    "因公牺牲军人遗属": ["因公牺牲遗属", "牺牲军人遗属"],
    "病故军人遗属": ["病故遗属", "病故军属"],
    "在乡复员军人": ["在乡老复员军人", "在乡老复员", "老复员"],
    "带病回乡退伍军人": ["带病回乡", "带病"],
    "参战退役人员": ["参战", "参战人员", "对越参战"],
    "参试退役人员": ["参试", "涉核", "8023", "参试人员"],
    "农村籍退役士兵": ["60岁农村籍", "60周岁以上农村籍退役士兵", "60岁退役士兵", "农村籍老年退役士兵"],
    "烈士老年子女": ["老烈子女", "部分烈士(错杀被平反人员)子女", "60岁烈士子女", "部分烈士子女"],
    "现役军人家属": ["军属"],
    "退役士兵": ["退伍军人", "退伍兵"],
    "军队转业干部": ["转业干部", "军转干部"],
    "军士(士官)退役": ["退役士官", "转业士官"],
    "两参人员": ["两参"],
    "三属": ["三属人员"],
}
CANON = {alias: name for name, aliases in SYNONYMS.items() for alias in [*aliases, name]}
YES, NO = {"true", "1", "是", "已", "已签", "已领取", "√"}, {"false", "0", "否", "未", "未领取"}


def squash(v):
    """Text without any white or invisible space, full-width forms folded."""
    text = unicodedata.normalize("NFKC", str(v))
    return re.sub(r"[\s\u200b-\u200f\ufeff\u00ad]", "", text)


def empty(v):
    return v is None or v == "" or v == [] or v == {}


def number(v):
    try:
        return float(squash(v).replace(",", "").rstrip("元"))
    except ValueError:
        return None


def phones(*values):
    found = set()
    for v in values:
        for part in v if isinstance(v, list) else [v]:
            for digits in re.findall(r"\(?\d[\d\-() ]{5,}\d", squash(part or "")):
                found.add(re.sub(r"\D", "", digits))
    return found


def community(v):
    text = re.sub("^(重庆市)?(綦江区)?(通惠街道)?", "", squash(v))
    return re.sub("(居民委员会|村民委员会|居委会|村委会|社区|村)+$", "", text)


def same(fld, want, got, lenient=False):
    """Does the application's value satisfy one truth option?"""
    if empty(want) or empty(got):
        return empty(want) and empty(got) or (fld == "living_status" and want == "alive" and empty(got))
    if fld == "categories":
        items = got if isinstance(got, list) else [got]
        return {CANON.get(c, c) for c in want} == {CANON.get(squash(c), squash(c)) for c in items}
    if fld in ("related_persons", "co_units"):
        items = got if isinstance(got, list) else re.split("[、,，/;；]", str(got))
        return {squash(i) for i in want} == {squash(i) for i in items}
    if isinstance(want, bool):
        return squash(got).lower() in (YES if want else NO)
    if isinstance(want, (int, float)):
        return number(got) is not None and abs(number(got) - want) < 0.005
    if fld == "community":
        return community(want) == community(got)
    if fld.endswith("date") or fld in ("deadline", "since"):
        return str(got) == want or (lenient and str(got).startswith(want))
    if fld in ("name", "id_number", "former_name"):
        return str(got) == want
    if fld in CONTAINS:
        return squash(want) in squash(got)
    return squash(want) == squash(got)


def options(want):
    return want["any_of"] if isinstance(want, dict) and "any_of" in want else [want]


def field_ok(fld, want, fields, lenient):
    if fld == "phone":
        got = phones(*(fields.get(k) for k in ("phone", "phone2", "phones")))
        return any(phones(o) == got for o in options(want))
    if fld == "name" and isinstance(want, str):
        return same(fld, want, fields.get(fld))
    return any(same(fld, o, fields.get(fld), lenient) for o in options(want))


class FileScore:
    def __init__(self, name):
        self.name, self.note = name, ""
        self.truth = self.app = self.matched = self.extra = self.lost = self.unmatched = 0
        self.core = Counter()
        self.all = Counter()
        self.found = self.missed = self.false = self.other_kind = 0
        self.outcome_ok = True
        self.fields = defaultdict(Counter)

    @property
    def precision(self):
        return self.matched / (self.matched + self.extra) if self.matched + self.extra else 1.0

    @property
    def recall(self):
        return self.matched / self.truth if self.truth else 1.0


def score_file(truth, result, lenient=False):
    s = FileScore(truth["file"])
    single = sum(x["role"] == "data" for x in truth["sheets"]) <= 1

    def key(sheet, row):
        return (None if single else sheet, row)

    if result is None:
        s.note, s.outcome_ok = "NO RESULT", False
        s.truth = s.lost = s.unmatched = len([r for r in truth["records"] if not r.get("optional")])
        s.missed = len(truth["problems"])
        for r in truth["records"]:
            tally(s, r, {}, lenient)
        return s
    app_records, app_problems = result.get("records") or [], result.get("problems") or []
    s.app = len(app_records)
    if truth["expect"]["outcome"] == "error":
        s.outcome_ok = result.get("outcome") == "error" and not app_records
        code = result.get("error")
        s.note = f"error={code}" + (
            "" if code in truth["expect"]["accept"] else " (expected " + "/".join(truth["expect"]["accept"]) + ")"
        )
        s.outcome_ok &= bool(code in truth["expect"]["accept"])
        s.extra = len(app_records)
        return s
    if result.get("outcome", "records") != "records":
        s.note, s.outcome_ok = f"outcome={result.get('outcome')}", False

    # --- records: by sheet and row (several per row: by name), then by id number or name
    wanted = [r for r in truth["records"]]
    by_row = defaultdict(list)
    for r in wanted:
        for src in r["sources"]:
            by_row[key(src["sheet"], src["row"])].append(r)
    taken, pairs, rest = set(), [], []
    duplicates = {key(p["sheet"], p["row"]) for p in truth["problems"] if p["kind"] == "duplicate_person"}
    reported = {key(p.get("sheet"), p.get("row")) for p in app_problems if p.get("severity", "error") != "info"}
    for a in app_records:
        k = key(a.get("sheet"), a.get("row"))
        here = [r for r in by_row.get(k, []) if id(r) not in taken]
        if len(here) > 1:
            here.sort(key=lambda r: not field_ok("name", r["fields"].get("name"), a["fields"], lenient))
        if here:
            taken.add(id(here[0]))
            pairs.append((here[0], a))
        elif k in duplicates and k in reported and by_row.get(k):
            continue  # second row of a duplicate, properly reported
        else:
            rest.append(a)
    open_by_id = defaultdict(list)
    for r in wanted:
        if id(r) not in taken:
            for o in options(r["fields"].get("id_number")):
                open_by_id[o or r["fields"].get("name") or r["fields"].get("item")].append(r)
    for a in rest:
        k = a["fields"].get("id_number") or a["fields"].get("name") or a["fields"].get("item")
        free = [r for r in open_by_id.get(k, []) if id(r) not in taken]
        if free and a.get("row") is None:  # only for results that carry no row at all
            taken.add(id(free[0]))
            pairs.append((free[0], a))
        else:
            s.extra += 1
    for r in wanted:
        optional = r.get("optional", False)
        s.truth += not optional
        if id(r) in taken:
            s.matched += not optional
            continue
        if not optional:
            s.unmatched += 1
        if not any(key(x["sheet"], x["row"]) in reported for x in r["sources"]):
            s.lost += 1
        if not optional:
            tally(s, r, {}, lenient)
    for r, a in pairs:
        tally(s, r, a["fields"], lenient)

    # --- problems
    skip_ok = {key(x["sheet"], x["row"]) for x in truth["tolerated"]}
    free = [p for p in app_problems if p.get("severity", "error") != "info"]
    for want in truth["problems"]:
        kinds = {want["kind"], *want.get("accept", [])}
        here = [p for p in free if key(p.get("sheet"), p.get("row")) == key(want["sheet"], want["row"])]
        hit = next((p for p in here if p.get("kind") in kinds), None) or next(
            (p for p in here if p.get("field") == want["field"]), None
        )
        if hit:
            s.found += 1
            s.other_kind += hit.get("kind") not in kinds
            free.remove(hit)
        else:
            s.missed += 1
    s.false = sum(1 for p in free if p.get("row") is not None and key(p.get("sheet"), p.get("row")) not in skip_ok)
    return s


def tally(s, truth_record, fields, lenient):
    for fld, want in truth_record["fields"].items():
        if fld == "certificate_numbers":
            got = fields.get(fld) or {}
            for k, v in want.items() if "any_of" not in want else options(want)[0].items():
                count(s, "certificate_numbers", squash(got.get(k, "")) == squash(v))
            continue
        count(s, fld, bool(fields) and field_ok(fld, want, fields, lenient))


def count(s, fld, ok):
    s.fields[fld][ok] += 1
    s.all[ok] += 1
    if fld in CORE:
        s.core[ok] += 1


def ratio(c):
    n = c[True] + c[False]
    return c[True] / n if n else 1.0


def pad(text, width):
    used = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
    while used > width:
        used -= 2 if unicodedata.east_asian_width(text[-1]) in "WF" else 1
        text = text[:-1]
    return text + " " * (width - used)


def evaluate(truth_dir, results_dir, lenient=False, quiet=False):
    scores = []
    for path in sorted(Path(truth_dir).glob("*.truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        res = Path(results_dir) / (truth["file"] + ".result.json")
        result = json.loads(res.read_text(encoding="utf-8")) if res.exists() else None
        scores.append(score_file(truth, result, lenient))
    core, every, per_field = Counter(), Counter(), defaultdict(Counter)
    for s in scores:
        core.update(s.core)
        every.update(s.all)
        for f, c in s.fields.items():
            per_field[f].update(c)
    truth_n, matched, extra = (sum(getattr(s, a) for s in scores) for a in ("truth", "matched", "extra"))
    found, missed, false, lost = (sum(getattr(s, a) for s in scores) for a in ("found", "missed", "false", "lost"))
    total = {
        "record_precision": matched / (matched + extra) if matched + extra else 1.0,
        "record_recall": matched / truth_n if truth_n else 1.0,
        "core_field_accuracy": ratio(core),
        "all_field_accuracy": ratio(every),
        "problem_recall": found / (found + missed) if found + missed else 1.0,
        "problem_precision": found / (found + false) if found + false else 1.0,
        "outcome": sum(s.outcome_ok for s in scores) / len(scores) if scores else 0.0,
        "silently_lost": lost,
    }
    total["overall"] = min(
        total[k]
        for k in (
            "record_precision",
            "record_recall",
            "core_field_accuracy",
            "problem_recall",
            "problem_precision",
            "outcome",
        )
    )
    if not quiet:
        print(pad("file", 44), " truth   app  prec.  recall  core   all   found/miss/false  lost  note")
        for s in scores:
            print(
                pad(s.name, 44),
                f"{s.truth:6d}{s.app:6d}{s.precision:7.3f}{s.recall:8.3f}{ratio(s.core):6.3f}{ratio(s.all):6.3f}"
                f"   {s.found:5d}/{s.missed:4d}/{s.false:5d}{s.lost:6d}  {s.note}{'' if s.outcome_ok else '  <-- WRONG OUTCOME'}",
            )
        print("\nfield                      right   wrong  accuracy")
        for f in sorted(per_field, key=lambda f: (f not in CORE, ratio(per_field[f]))):
            c = per_field[f]
            print(f"{f:24s}{c[True]:8d}{c[False]:8d}{ratio(c):10.4f}{'' if f in CORE else '  (not weighed)'}")
        print()
        for k, v in total.items():
            print(f"{k:24s}{v:>10d}" if isinstance(v, int) else f"{k:24s}{v:10.4f}")
    return total


def result_of(truth):
    """The result a perfect importer would hand in."""

    def first(v):
        return options(v)[0]

    return {
        "file": truth["file"],
        "kind": truth["kind"],
        "outcome": truth["expect"]["outcome"],
        "error": truth["expect"].get("error"),
        "records": [
            {"sheet": r["sheet"], "row": r["row"], "fields": {k: first(v) for k, v in r["fields"].items()}}
            for r in truth["records"]
        ],
        "problems": [dict(p, severity="warning") for p in truth["problems"]],
    }


def self_test(truth_dir):
    rng = random.Random(7)
    truths = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(Path(truth_dir).glob("*.truth.json"))]

    def run(results):
        with tempfile.TemporaryDirectory() as tmp:
            for r in results:
                (Path(tmp) / (r["file"] + ".result.json")).write_text(
                    json.dumps(r, ensure_ascii=False), encoding="utf-8"
                )
            return evaluate(truth_dir, tmp, quiet=True)

    perfect = [result_of(t) for t in truths]
    full = run(perfect)
    assert (
        full["overall"] == 1.0
        and full["all_field_accuracy"] == 1.0
        and full["silently_lost"] == 0
        and full["problem_precision"] == 1.0
    ), full

    def mutated(change):
        results = copy.deepcopy(perfect)
        change(results)
        return run(results)

    def drop(rs):
        for r in rs:
            r["records"] = [x for x in r["records"] if rng.random() > 0.03]

    def spoil_names(rs):
        for r in rs:
            for x in r["records"]:
                if x["fields"].get("name") and rng.random() < 0.05:
                    x["fields"]["name"] += " "

    def totals_as_people(rs):
        for r, t in zip(rs, truths):
            r["records"] += [
                {"sheet": k["sheet"], "row": k["row"], "fields": {"name": "合计"}}
                for k in t["skip"]
                if k["why"] in ("subtotal", "total")
            ]

    def no_problems(rs):
        for r in rs:
            r["problems"] = []

    def noisy(rs):
        for r in rs:
            r["problems"] += [
                {"sheet": x["sheet"], "row": x["row"], "field": "name", "kind": "odd", "severity": "warning"}
                for x in r["records"][::9]
            ]

    def guess_days(rs):
        for r in rs:
            for x in r["records"]:
                for k, v in x["fields"].items():
                    if isinstance(v, str) and re.fullmatch(r"\d{4}-\d{2}", v):
                        x["fields"][k] = v + "-01"

    for change, metric in (
        (drop, "record_recall"),
        (spoil_names, "core_field_accuracy"),
        (totals_as_people, "record_precision"),
        (no_problems, "problem_recall"),
        (noisy, "problem_precision"),
        (guess_days, "core_field_accuracy"),
        (lambda rs: rs.pop(), "outcome"),
    ):
        got = mutated(change)
        label = getattr(change, "__name__", "?").replace("<lambda>", "missing_result")
        print(f"{label:18s}{metric:22s}{got[metric]:8.4f}  overall {got['overall']:.4f}  lost {got['silently_lost']}")
        assert got[metric] < 1.0, label
    print("self-test passed: truth copy scores", full["overall"])


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    here = Path(__file__).resolve().parent
    ap.add_argument("--truth", type=Path, default=here / "open", help="folder with *.truth.json")
    ap.add_argument("--results", type=Path, help="folder with *.result.json")
    ap.add_argument("--threshold", type=float, default=0.0, help="least allowed «overall»")
    ap.add_argument("--max-lost", type=int, help="most allowed silently lost records")
    ap.add_argument("--lenient-dates", action="store_true", help="accept 1979-02-01 where the file says 1979.2")
    ap.add_argument("--json", type=Path, help="also write the totals here")
    ap.add_argument("--self-test", action="store_true")
    args = ap.parse_args()
    if args.self_test:
        return self_test(args.truth)
    if not args.results or not args.results.is_dir():
        ap.error("--results must be a folder")
    total = evaluate(args.truth, args.results, args.lenient_dates)
    if args.json:
        args.json.write_text(json.dumps(total, indent=1), encoding="utf-8")
    bad = total["overall"] < args.threshold or (args.max_lost is not None and total["silently_lost"] > args.max_lost)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
