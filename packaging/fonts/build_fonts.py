"""Builds `resources/fonts` from pinned packages; two builds give the same bytes.

    python3 -m venv BUILD && BUILD/bin/pip install --require-hashes -r requirements.txt
    BUILD/bin/python build_fonts.py [--out DIR] [--work DIR]

Needs npm and a Debian 12 apt (for `apt-get download`). Which font plays which part, and why
each is cut the way it is, stands in `texts/README.md`, which is copied beside the fonts.
"""

import argparse
import gzip
import hashlib
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

TEXTS = Path(__file__).resolve().parent / "texts"
DEFAULT_OUT = Path(__file__).resolve().parents[2] / "resources" / "fonts"

# GB 18030-2022 level 3: 87,887 ideographs.
LEVEL_3 = (
    (0x4E00, 0x9FEF),
    (0x3400, 0x4DB5),
    (0x20000, 0x2A6D6),
    (0x2A700, 0x2B734),
    (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1),
    (0x2CEB0, 0x2EBE0),
)
LEVEL_3_COMPATIBILITY = "\ufa0e\ufa0f\ufa11\ufa13\ufa14\ufa1f\ufa21\ufa23\ufa24\ufa27\ufa28\ufa29"
# The characters of 通用规范汉字表 (2013) that lie in Extension A, as listed by CLDR-16571.
STANDARD_TABLE_EXTENSION_A = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡"
    "䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"
)
BEYOND_BMP = 0x10000
# FandolFang's ideographs sit 0.085 em lower than those of every other font here.
FANDOL_RISE = 85
FANDOL_TOLERANCE = 1.0  # of 1,000 units, between the cubic outline and the quadratic one


@dataclass(frozen=True)
class Package:
    """One pinned input: its name for the package tool and the digest of what must arrive."""

    spec: str
    file: str
    sha256: str

    @property
    def is_npm(self) -> bool:
        return self.file.endswith(".tgz")


SANS = Package(
    "@expo-google-fonts/noto-sans-sc@0.4.3",
    "expo-google-fonts-noto-sans-sc-0.4.3.tgz",
    "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
)
SERIF = Package(
    "@expo-google-fonts/noto-serif-sc@0.4.3",
    "expo-google-fonts-noto-serif-sc-0.4.3.tgz",
    "ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e",
)
FANDOL = Package(
    "texlive-lang-chinese=2022.20230122-1",
    "texlive-lang-chinese_2022.20230122-1_all.deb",
    "9cfa07bd44e7b9098e26f0ecac1b5ad210d2249d474c8074d53de92d650b0ec0",
)
ARPHIC = Package(
    "fonts-arphic-gkai00mp=2.11-16",
    "fonts-arphic-gkai00mp_2.11-16_all.deb",
    "7c5452a4f5ce4eb351ceb25ee9ae359c8b094c2fd68955b9c93bd34c315bebf1",
)
HANAZONO = Package(
    "fonts-hanazono=20170904-2.1",
    "fonts-hanazono_20170904-2.1_all.deb",
    "a6943366b4f5a6cec34221f8b4eb22555a628f0ee6ef4e3d3401cabe9363aeae",
)
PACKAGES = (SANS, SERIF, FANDOL, ARPHIC, HANAZONO)

DOC = "usr/share/doc"
LICENCES = (
    ("OFL-NotoSansSC.txt", SANS, "package/LICENSE_FONT"),
    ("OFL-NotoSerifSC.txt", SERIF, "package/LICENSE_FONT"),
    ("ARPHICPL.txt", ARPHIC, f"{DOC}/fonts-arphic-gkai00mp/license/english/ARPHICPL.TXT.gz"),
    ("ARPHICPL-gb2312.txt", ARPHIC, f"{DOC}/fonts-arphic-gkai00mp/license/gb/ARPHICPL.TXT"),
    ("Hanazono.txt", HANAZONO, f"{DOC}/fonts-hanazono/copyright"),
    ("Fandol-COPYING.txt", FANDOL, f"{DOC}/texlive-doc/fonts/fandol/COPYING.gz"),
    ("Fandol-README.txt", FANDOL, f"{DOC}/texlive-doc/fonts/fandol/README"),
)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch(package: Package, work: Path) -> Path:
    """Download and unpack one package; the folder it was unpacked to."""
    archive = work / package.file
    if not archive.exists():
        tool = ("npm", "pack", "--silent") if package.is_npm else ("apt-get", "download", "-q")
        subprocess.run([*tool, package.spec], cwd=work, check=True)
    if sha256(archive) != package.sha256:
        raise SystemExit(f"{package.file}: not the pinned file")
    folder = work / "unpacked" / package.file
    folder.mkdir(parents=True, exist_ok=True)
    unpack = ("tar", "xzf", archive, "-C", folder) if package.is_npm else ()
    subprocess.run(unpack or ("dpkg-deb", "-x", archive, folder), check=True)
    return folder


def ideographs() -> frozenset[int]:
    spans = (range(first, last + 1) for first, last in LEVEL_3)
    return frozenset().union(*spans, map(ord, LEVEL_3_COMPATIBILITY))


def is_han(code: int) -> bool:
    return code in HAN


# With the ideographs that Unicode added later and the compatibility block.
HAN = ideographs().union(range(0x9FF0, 0xA000), range(0xF900, 0xFB00))


def gbk() -> frozenset[int]:
    """Every character of GBK that is an ideograph."""
    codes = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                codes.add(ord(bytes((lead, trail)).decode("gbk")))
            except (UnicodeDecodeError, TypeError):
                continue
    return frozenset(code for code in codes if is_han(code))


def core(available: frozenset[int]) -> frozenset[int]:
    """GBK, what 通用规范汉字表 adds to it, and everything that is no ideograph."""
    added = set(range(0x9FA6, 0x9FF0)) | set(map(ord, STANDARD_TABLE_EXTENSION_A))
    planes = {code for code in available if code >= BEYOND_BMP}
    marks = {code for code in available if not is_han(code)}
    return available & (gbk() | added | planes | marks)


def open_font(path: Path) -> TTFont:
    return TTFont(path, recalcTimestamp=False)


def characters(path: Path) -> frozenset[int]:
    with open_font(path) as font:
        return frozenset(font.getBestCmap())


def cut(source: Path, target: Path, codes: frozenset[int]) -> None:
    """Keep `codes` and nothing that only a browser would use."""
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "STAT"]
    font = open_font(source)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    font.save(target)


def convert(source: Path, target: Path) -> None:
    """Cut FandolFang to its ideographs and give it the outlines that reportlab can embed."""
    codes = frozenset(code for code in characters(source) if is_han(code))
    cut(source, target, codes)
    font = open_font(target)
    order = font.getGlyphOrder()
    outlines = font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        quadratic = Cu2QuPen(pen, FANDOL_TOLERANCE, reverse_direction=True)
        outlines[name].draw(TransformPen(quadratic, (1, 0, 0, 1, 0, FANDOL_RISE)))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = glyphs
    glyf.compile(font)
    metrics = font["hmtx"].metrics
    for name, (advance, _) in metrics.items():
        metrics[name] = (advance, getattr(glyphs[name], "xMin", 0))
    for tag in ("CFF ", "VORG"):
        if tag in font:
            del font[tag]
    describe_outlines(font, order)
    font.save(target)


def describe_outlines(font: TTFont, order: list[str]) -> None:
    """Fill maxp, post and the header the way fonts with quadratic outlines need them."""
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    maxp.maxZones = 1
    for name in (
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
        "maxSizeOfInstructions",
    ):
        setattr(maxp, name, 0)
    maxp.maxComponentElements = max(len(getattr(font["glyf"][n], "components", ())) for n in order)
    post = font["post"]
    post.formatType = 3.0
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\x00\x01\x00\x00"


def build(folders: dict[Package, Path], out: Path) -> None:
    serif = folders[SERIF] / "package"
    sans = folders[SANS] / "package"
    shutil.copyfile(
        serif / "400Regular/NotoSerifSC_400Regular.ttf", out / "NotoSerifSC-Regular.ttf"
    )
    shutil.copyfile(sans / "400Regular/NotoSansSC_400Regular.ttf", out / "NotoSansSC-Regular.ttf")
    bold = serif / "700Bold/NotoSerifSC_700Bold.ttf"
    cut(bold, out / "NotoSerifSC-Bold-core.ttf", core(characters(bold)))
    medium = sans / "500Medium/NotoSansSC_500Medium.ttf"
    cut(medium, out / "NotoSansSC-Medium-core.ttf", core(characters(medium)))
    texmf = folders[FANDOL] / "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
    convert(texmf / "FandolFang-Regular.otf", out / "FandolFang-Han.ttf")
    light = serif / "300Light/NotoSerifSC_300Light.ttf"
    rest = characters(light) - characters(out / "FandolFang-Han.ttf")
    cut(light, out / "NotoSerifSC-Light-rest.ttf", rest)
    truetype = "usr/share/fonts/truetype"
    shutil.copyfile(
        folders[ARPHIC] / truetype / "arphic-gkai00mp/gkai00mp.ttf", out / "gkai00mp.ttf"
    )
    shutil.copyfile(folders[HANAZONO] / truetype / "hanazono/HanaMinB.ttf", out / "HanaMinB.ttf")


def write_licences(folders: dict[Package, Path], out: Path) -> None:
    licences = out / "licences"
    licences.mkdir(exist_ok=True)
    for name, package, path in LICENCES:
        text = (folders[package] / path).read_bytes()
        (licences / name).write_bytes(gzip.decompress(text) if path.endswith(".gz") else text)
    shutil.copyfile(TEXTS / "Fandol-SOURCE.txt", licences / "Fandol-SOURCE.txt")
    shutil.copyfile(TEXTS / "README.md", out / "README.md")


def report(out: Path) -> None:
    """Write SHA256SUMS and print it with the size and coverage of each file."""
    wanted = ideographs()
    drawn: set[int] = set()
    lines = []
    for path in sorted(out.glob("*.ttf")):
        codes = characters(path) & wanted
        drawn |= codes
        lines.append(f"{sha256(path)}  {path.name}\n")
        print(f"{lines[-1].rstrip()}  {path.stat().st_size / 1e6:.2f} MB  {len(codes)} ideographs")
    (out / "SHA256SUMS").write_text("".join(lines), encoding="ascii")
    print(f"together {len(drawn)} of {len(wanted)} ideographs of GB 18030-2022 level 3")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT)
    parser.add_argument("--work", type=Path, help="keeps the downloads for the next build")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        work = arguments.work or Path(scratch)
        work.mkdir(parents=True, exist_ok=True)
        folders = {package: fetch(package, work) for package in PACKAGES}
        build(folders, arguments.out)
        write_licences(folders, arguments.out)
    report(arguments.out)


if __name__ == "__main__":
    main()
