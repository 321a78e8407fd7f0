"""A month's intake of a disclosure office: workbooks of many shapes in folders and a zip, some of them spoilt in known ways."""
import json
import shutil
import zipfile
from dataclasses import dataclass
from random import Random

import layouts
from cases import FORM
from cli import ROOT, report_of
from variants import VARIANTS
from writers import WRITERS

PROGRAMS = ROOT / "Fixtures/programs"
YEAR = 2024

# What is wrong with one in so many; the others are fine.
DEFECTS = [
    "empty", "text", "encrypted", "truncated", "wrong-year", "duplicate", "broken-sum", "xls", "ods", "older-form", "not-a-number",
]
# Why those cannot be read that cannot.
REFUSALS = {"empty": "W201", "text": "W210", "encrypted": "W202", "truncated": "A101"}


@dataclass
class Handed:
    """One file as it was handed in; `name` is how the program calls it, below the folder."""
    name: str
    defect: str | None
    # What a reader must make of it; None where it cannot be read.
    report: dict | None

    @property
    def identity(self): return (self.report["agency"]["name"], self.report["year"])

    @property
    def is_in_zip(self): return ".zip/" in self.name


class GBKName(zipfile.ZipInfo):
    """A name as the zip programs of a Chinese Windows write it."""
    def _encodeFilenameFlags(self): return self.filename.encode("gbk"), self.flag_bits & ~0x800


def make(folder, count, soffice, seed=1):
    """Writes the files; answers them in the order in which the program reads them."""
    random = Random(seed)
    folder.mkdir()
    handed, legacy = [], {"xls": [], "ods": []}
    for number in range(count):
        # Each defect a few times, first of all once.
        defect = DEFECTS[number // 2] if number % 2 and number // 2 < len(DEFECTS) else random.choice(DEFECTS) if number % 8 == 5 else None
        form = FORM["2019" if defect == "older-form" else "2021"]
        report = scaled(report_of("town-2019" if defect == "older-form" else "city"), random.randrange(1, 9))
        report["agency"] = dict.fromkeys(report["agency"]) | {"name": f"望川市第{number}局"}
        report["year"] = 2020 if defect == "older-form" else 2023 if defect == "wrong-year" else YEAR
        fine = [one for one in handed if one.report and one.defect is None]
        if defect == "duplicate" and fine: report["agency"]["name"] = random.choice(fine).report["agency"]["name"]
        if defect == "broken-sum": report["requests"]["received"]["total"] += 1
        variant = random.choice([name for name in VARIANTS if name != "formulas"])
        sheets = VARIANTS[variant].sheets(form, report)
        if VARIANTS[variant].layout is layouts.side_by_side: report = report | {"narrative": dict.fromkeys(report["narrative"])}
        if defect == "not-a-number":
            report["proactive"]["licensing"]["decisions"] = None
            sheets = VARIANTS["sheet-per-table"].sheets(form, report)
            spoil(form, sheets)
        place = random.choice(["", "一月/", "二月/街道/"])
        extension = "xlsx" if defect not in legacy else defect
        path = folder / f"{place}{number:03}-{variant}.{extension}"
        path.parent.mkdir(parents=True, exist_ok=True)
        random.choice(list(WRITERS.values()))(sheets, path.with_suffix(".xlsx"))
        if defect in legacy: legacy[defect].append(path.with_suffix(".xlsx"))
        ruin(path, defect)
        handed.append(Handed(str(path.relative_to(folder)), defect, None if defect in REFUSALS else report))
    for extension, books in legacy.items():
        for source, target in (soffice(books, extension) if books else {}).items():
            shutil.move(target, source.with_suffix(f".{extension}"))
            source.unlink()
    pack(folder, [one for one in handed if "/" not in one.name][::3])
    (folder / "~$000.xlsx").write_bytes(b"lock")
    (folder / ".DS_Store").write_bytes(b"x")
    return sorted(handed, key=order)


def order(one):
    """Folders and zips go by the names of what is in them, one level after the other."""
    return [part.encode() for part in one.name.split("/")]


def scaled(report, factor):
    """Every figure so many times, so that all relations still hold."""
    def times(node): return {key: times(value) for key, value in node.items()} if isinstance(node, dict) else node and node * factor
    report = json.loads(json.dumps(report, default=str))
    original = report_of("city") if report["form"] == "2021" else report_of("town-2019")
    for table in ("proactive", "requests", "disputes"): report[table] = times(original[table])
    report.pop("marks", None)
    return report


def spoil(form, sheets):
    """Words where the number of decisions should be."""
    table = sheets[1]
    for (row, column), content in list(table.cells.items()):
        if content == "行政许可": table.cells[row, column + 1] = "详见附表"


def ruin(path, defect):
    match defect:
        case "empty": path.write_bytes(b"")
        case "text": path.write_text("单位,数\n望川市某局,3\n", "gbk")
        case "encrypted": shutil.copy(PROGRAMS / "locked.xlsx", path)
        case "truncated": path.write_bytes(path.read_bytes()[:-2000])


def pack(folder, handed):
    """Moves some of the files into a zip, with names in GBK."""
    with zipfile.ZipFile(folder / "邮件.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for one in handed:
            path = folder / one.name
            info = GBKName(f"收件/{one.name}")
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, path.read_bytes())
            path.unlink()
            one.name = f"邮件.zip/收件/{one.name}"
        archive.writestr("__MACOSX/._x.xlsx", b"x")
