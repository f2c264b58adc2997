"""迎检 on paper: a box with its scans as PDF and as a folder, and the 缺项报告 (CLERK §5.10)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from shuangyong_desktop.documents.atomic import atomic_write
from shuangyong_desktop.documents.box_book import BoxBook, BoxRow, BoxScan
from shuangyong_desktop.documents.frames import long_date
from shuangyong_desktop.documents.letters import Block, Letter, chapter, paragraph, table
from shuangyong_desktop.domain.boxes import BOXES, BY_KEY, Box, Years
from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.registry import register_of
from shuangyong_desktop.domain.rolls.scoring import ScoringItem, write_points
from shuangyong_desktop.domain.text import safe_file_name
from shuangyong_desktop.services.boxes import Boxes, Evidence, Key
from shuangyong_desktop.services.drawing import draw
from shuangyong_desktop.services.papers import Paper
from shuangyong_desktop.services.settings import Settings
from shuangyong_desktop.services.workers import Tick
from shuangyong_desktop.storage.attachments import content
from shuangyong_desktop.storage.ledger import Ledger

_UNSORTED = "未分评分项"
_PAGE = 256
_ITEM_HEADS = ("编号", "测评项目", "分值", "自评分", "材料", "说明")
_ITEM_WIDTHS = (1.5, 5.0, 1.4, 1.4, 1.4, 4.0)


@dataclass(frozen=True, slots=True)
class StagedScan:
    """A scan copied out of the ledger: its title, where it lies, its name, its items."""

    title: str
    path: Path
    name: str
    folders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StagedBox:
    """A box ready to be bound: what is drawn, and the files for its folder."""

    book: BoxBook
    scans: tuple[StagedScan, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that an inspector will miss, in a sentence; `box` is where it belongs."""

    box: str
    words: str


class BoxPapers:
    """The papers of the boxes of one open ledger."""

    def __init__(self, ledger: Ledger, boxes: Boxes, settings: Settings) -> None:
        self._ledger, self._boxes, self._settings = ledger, boxes, settings

    def staging(
        self, keys: Sequence[str], years: Years, scratch: Path, made: list[StagedBox]
    ) -> Iterator[tuple[int, int]]:
        """Copy the scans of boxes into a private `scratch`, one a step; fills `made`.

        Yields how many boxes of how many are ready.
        """
        for at, key in enumerate(keys):
            box, scans = BY_KEY[key], list[StagedScan]()
            evidence = self._evidence(key, years)
            items = {item.id: item for item in self._boxes.items(years)}
            kept = self._boxes.scans([one.key for one in evidence])
            for one in evidence:
                folders = tuple(_folder(items[item]) for item in one.items if item in items)
                called = one.words.split("　")[0][:24]
                for scan in kept.get(one.key, ()):
                    number = len(scans) + 1
                    target = scratch / f"{key}-{number}{Path(scan.file).suffix.lower()}"
                    target.write_bytes(content(self._ledger, scan.sha256))
                    target.chmod(0o600)
                    name = safe_file_name(f"{number:03d} {called} {scan.file}")
                    scans.append(StagedScan(f"{called}　{scan.title}", target, name, folders))
                    yield at, len(keys)
            made.append(StagedBox(self._book(box, years, evidence, items, scans), tuple(scans)))
            yield at + 1, len(keys)

    def gaps(self, years: Years) -> list[Gap]:
        """What is missing: boxes without records in a year, items without records or score."""
        found = []
        for box in BOXES:
            empty = [year for year in years if not self._boxes.members(box.key, Years(year, year))]
            if len(empty) == len(list(years)):
                found.append(Gap(box.key, f"{box.words}：{years.words}没有任何材料"))
            else:
                found += [Gap(box.key, f"{box.words}：{year}年没有记录") for year in empty]
        for item in self._boxes.items(years):
            called = " ".join(filter(None, (item.number, item.title)))
            if not item.box:
                found.append(Gap("", f"评分项“{called}”没有指定迎检盒"))
            if not self._boxes.of_item(item.id or 0, years):
                found.append(Gap(item.box or "", f"评分项“{called}”没有关联材料"))
            if item.score is None:
                found.append(Gap(item.box or "", f"评分项“{called}”还没有自评分"))
        return found

    def gap_report(self, years: Years) -> Paper:
        """《迎检缺项报告》: what is missing, and every item with its score."""
        desk, title = self._settings.desk(), f"{years.words}双拥迎检缺项报告"
        gaps = self.gaps(years)
        blocks = [chapter("一、缺少的材料")]
        blocks += [paragraph(f"{at}. {gap.words}。") for at, gap in enumerate(gaps, 1)]
        if not gaps:
            blocks.append(paragraph("各盒逐年都有材料，各评分项都已关联材料并自评。"))
        blocks += [chapter("二、各盒材料"), self._box_table(years)]
        items = self._boxes.items(years)
        blocks.append(chapter("三、自评得分"))
        blocks += self._scores(items, years) if items else [
            paragraph("还没有导入评分细则，按默认档案盒检查。")
        ]  # fmt: skip
        letter = Letter(
            title=title, blocks=tuple(blocks), signed=desk.reporter,
            day=long_date(self._ledger.clock().date()), office=desk.reporter,
            demo=self._ledger.demo,
        )  # fmt: skip
        return Paper("letter", title, letter, len(gaps), personal=False)

    @staticmethod
    def bind(
        staged: Iterable[StagedBox], folder: Path, tick: Tick | None = None
    ) -> tuple[str, ...]:
        """Write boxes into `folder`, each as a PDF and a folder of its scans; touches no ledger.

        Returns the titles of scans that could not be bound into the PDF. Raises Problem where a
        file cannot be written; an older one then stays as it was.
        """
        unbound: list[str] = []
        for box in staged:
            name = safe_file_name(box.book.title)
            told = draw("box", folder / f"{name}.pdf", box.book, tick)
            unbound += told.get("unbound", ())
            for scan in box.scans:
                for part in scan.folders or ((_UNSORTED,) if _sorted(box) else ("",)):
                    place = folder / name / part
                    place.mkdir(parents=True, exist_ok=True)
                    with atomic_write(place / scan.name) as stream:
                        stream.write(scan.path.read_bytes())
        return tuple(unbound)

    def note(self, staged: Sequence[StagedBox]) -> Paper:
        """What is recorded when boxes leave the ledger: their scans show full numbers."""
        scans = sum(len(box.scans) for box in staged)
        names = "、".join(box.book.number for box in staged)
        note = f"输出迎检材料：{names} 盒，附件 {scans} 份"
        return Paper("box", "迎检材料", None, scans, note if scans else "")

    def _evidence(self, box: str, years: Years) -> list[Evidence]:
        keys: list[Key] = self._boxes.members(box, years)
        return [
            one
            for start in range(0, len(keys), _PAGE)
            for one in self._boxes.page(box, keys[start : start + _PAGE])
        ]

    def _book(
        self, box: Box, years: Years, evidence: Sequence[Evidence],
        items: dict[int | None, ScoringItem], scans: Sequence[StagedScan],
    ) -> BoxBook:  # fmt: skip
        marks = {register.mark for one in evidence if (register := register_of(one.key[0]))}
        return BoxBook(
            number=box.key, name=box.name, years=years.words, holds=box.holds,
            office=self._settings.desk().reporter, made_on=self._ledger.clock().date(),
            rows=tuple(
                BoxRow(one.source, show_date(one.date), one.words,
                       "、".join(items[item].number or "—" for item in one.items if item in items),
                       one.scans)
                for one in evidence
            ),
            scans=tuple(BoxScan(scan.title, str(scan.path)) for scan in scans),
            caution="、".join(sorted(filter(None, marks))), demo=self._ledger.demo,
        )  # fmt: skip

    def _box_table(self, years: Years) -> Block:
        heads = ("迎检盒", *(f"{year}年" for year in years))
        rows = tuple(
            (box.words, *(str(len(self._boxes.members(box.key, Years(year, year))))
                          for year in years))
            for box in BOXES
        )  # fmt: skip
        made = table(heads, rows, (6.0, *(10.0 / len(heads) for _ in years)))
        lines = (
            replace(line, cells=(replace(line.cells[0], left=True), *line.cells[1:]))
            for line in made.lines[1:]
        )
        return replace(made, lines=(made.lines[0], *lines))

    def _scores(self, items: Sequence[ScoringItem], years: Years) -> list[Block]:
        rows = tuple(
            (item.number or "", item.title or "", _points(item.points), _points(item.score),
             str(len(self._boxes.of_item(item.id or 0, years))), item.reason or "")
            for item in items
        )  # fmt: skip
        total = sum(item.points or 0 for item in items)
        scored = sum(item.score or 0 for item in items)
        words = f"评分项 {len(items)} 项，分值合计 {_points(total)} 分，自评 {_points(scored)} 分。"
        return [paragraph(words), table(_ITEM_HEADS, rows, _ITEM_WIDTHS)]


def _points(value: Decimal | int | None) -> str:
    return "" if value is None else write_points(Decimal(value))


def _folder(item: ScoringItem) -> str:
    """The folder of a scoring item: 1.2 慰问方案."""
    return safe_file_name(" ".join(filter(None, (item.number, (item.title or "")[:20]))))


def _sorted(box: StagedBox) -> bool:
    """Whether any scan of the box belongs to a scoring item."""
    return any(scan.folders for scan in box.scans)
