"""Binding a box of an inspection: CPU by pages, and the memory that its worker takes at most."""

import subprocess
import sys
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from shuangyong_desktop.cli.bench.rows import Row, unmeasured

_PAGES = 10
_CPU, _MEMORY = "迎检盒翻倍页数的用时", "千页迎检盒的内存"
_MEBI = 1024.0
# The peak of this very process: what getrusage tells begins with that of the one it came from.
_SCRIPT = """
import re, sys, time
from datetime import date
from pathlib import Path
from shuangyong_desktop.documents.box_book import BoxBook, BoxScan, write_box
scan, target, count = sys.argv[1:]
book = BoxBook(number="03", name="拥军优属", years="2023—2026年", office="测算街道办事处",
               made_on=date(2026, 7, 1),
               scans=tuple(BoxScan(f"扫描件{n}", scan) for n in range(int(count))))
begun = time.process_time()
write_box(Path(target), book)
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(time.process_time() - begun, peak)
"""


def scan_of(path: Path, pages: int = _PAGES) -> Path:
    """A scan of `pages` pages to be bound again and again."""
    canvas = Canvas(str(path), pagesize=(595, 842))
    for number in range(pages):
        canvas.drawString(100, 400, f"page {number}")
        canvas.showPage()
    canvas.save()
    return path


def measure(folder: Path, *, quick: bool) -> list[Row]:
    """Measure boxes of 500 and 1,000 pages (20 and 40 when `quick`), each in its own process."""
    if not Path("/proc/self/status").exists():
        return [unmeasured(name, "本机系统不报告进程内存", goal=goal)
                for name, goal in ((_CPU, 2.3), (_MEMORY, 250))]  # fmt: skip
    scan, whole = scan_of(folder / "scan.pdf"), (40 if quick else 1000) // _PAGES
    (half, _), (full, memory) = (_bound(scan, folder, count) for count in (whole // 2, whole))
    words = f"{whole * _PAGES // 2} 页 {half:.1f} 秒 CPU，{whole * _PAGES} 页 {full:.1f} 秒"
    return [
        Row(_CPU, round(full / half, 2), "×", words, 2.3),
        Row(_MEMORY, round(memory / _MEBI), "MB", f"{whole * _PAGES} 页，整个进程", 250),
    ]


def _bound(scan: Path, folder: Path, count: int) -> tuple[float, float]:
    """CPU seconds and the most memory in KiB of binding `count` copies of a scan."""
    told = subprocess.run(  # noqa: S603 (our own script)
        [sys.executable, "-c", _SCRIPT, str(scan), str(folder / "box.pdf"), str(count)],
        check=True, capture_output=True, text=True, timeout=300,
    ).stdout.split()  # fmt: skip
    return float(told[0]), float(told[1])
