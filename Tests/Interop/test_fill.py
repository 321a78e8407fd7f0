"""A workbook of somebody else's filled in place."""
import openpyxl
import pytest
from cases import FORM
from changed import beside_cells, changed_cells, touched
from cli import ROOT, convert, dump, nianbao, report_of
from openpyxl.styles import Border, Font, PatternFill, Side
from package import faults
from random_reports import random_report
from test_layouts import REPORTS, shown
from test_mark import mark, worksheets
from variants import VARIANTS
from workbook import save

STANDARD = {id: ROOT / f"Templates/Workbooks/政府信息公开年报-{id}.xlsx" for id in FORM}
# What stands in the cells of a blank workbook.
SHAPES = ["sheet-per-table", "one-page", "shifted", "side-by-side", "loose-labels", "no-list-marks", "helper-columns", "empty-rows",
          "numbered", "side-notes", "unmerged", "unmerged-page"]


def fill(report, template, path, code=0, warned=()):
    source = path.with_suffix(".json")
    source.write_text(dump(report), "utf-8")
    done = nianbao("convert", source, "--into", template, "-o", path)
    assert done.returncode == code, done.stderr.decode()
    assert {word for word in done.stderr.decode().split() if word[:2] == "O7"} == set(warned), done.stderr.decode()
    assert faults(path) == []
    listed = nianbao("convert", source, "--into", template, "--dry-run")
    assert listed.returncode == 0
    return {tuple(line.split("\t")[0].rsplit("!", 1)) for line in listed.stdout.decode().splitlines()}


def blank(shape, report, path):
    """The workbook with labels, year and agency but nothing filled; every cell of a figure has a look of its own."""
    form = FORM[report["form"]]
    empty = form.report(report["year"], dict(report["agency"]), {**dict.fromkeys(report["narrative"]), "overview": "（文字描述）"}, {})
    save(VARIANTS[shape].sheets(form, empty), path)
    book = openpyxl.load_workbook(path)
    for page in book:
        for row in page.iter_rows(max_row=60, max_col=60):
            for cell in row:
                cell.border, cell.font = Border(left=Side("thin"), top=Side("hair")), Font(name="仿宋", size=9 + cell.column % 3)
    book.save(path)
    return path


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", ["city", "town"])
def test_fills_blank_workbooks_of_any_shape(name, shape, tmp_path):
    report = shown((name, shape, "openpyxl"))
    template, filled = blank(shape, report, tmp_path / "blank.xlsx"), tmp_path / "filled.xlsx"
    one_page = any(report["narrative"][section] for section in report["narrative"]) and VARIANTS[shape].layout.__name__ == "one_page"
    given = report if not one_page else report | {"narrative": {s: t if s == "overview" else None for s, t in report["narrative"].items()}}
    listed = fill(given, template, filled)
    assert convert(filled) == given
    changed, added, removed = touched(template, filled)
    pages = worksheets(template)
    assert (added, removed) == (set(), set())
    assert changed - {"xl/workbook.xml"} == {pages[sheet] for sheet, _ in listed}
    assert openpyxl.load_workbook(filled).calculation.fullCalcOnLoad
    for sheet, part in pages.items():
        assert changed_cells(template, filled, part) == {cell for name, cell in listed if name == sheet}
        assert beside_cells(template, part) == beside_cells(filled, part)
    before, after = openpyxl.load_workbook(template), openpyxl.load_workbook(filled)
    for page in before:
        assert all(after[page.title][cell.coordinate]._style == cell._style for row in page.iter_rows() for cell in row)


@pytest.mark.parametrize("id", FORM)
def test_fills_our_own_template_and_it_adds_up_again(id, soffice, tmp_path):
    reports = {f"{id}-{seed}": random_report(FORM[id], seed) for seed in range(300, 306)}
    reports |= {f"case-{name}": report_of(name) for name in ("city", "town-2019", "broken-sums") if report_of(name)["form"] == id}
    books = {}
    for name, report in reports.items():
        filled = tmp_path / f"{name}.xlsx"
        source = filled.with_suffix(".json")
        source.write_text(dump(report), "utf-8")
        done = nianbao("convert", source, "--into", STANDARD[id], "-o", filled)
        assert done.returncode == 0, done.stderr.decode()
        assert convert(filled) == report
        books[filled] = report
    recomputed = soffice(books, "xlsx")
    for filled, report in books.items():
        again = convert(recomputed[filled])
        # LibreOffice's own changes of text are not this test's.
        assert (again["proactive"], again["requests"], again["disputes"]) == (report["proactive"], report["requests"], report["disputes"])


def test_formulas_stay_where_they_give_the_figure(soffice, tmp_path):
    report = REPORTS["city"]
    book = openpyxl.load_workbook(blank("sheet-per-table", report, tmp_path / "blank.xlsx"))
    page = book["依申请公开"]
    rows = {page.cell(row, 1).value: row for row in range(1, 40) if page.cell(row, 1).value}
    received = rows["一、本年新收政府信息公开申请数量"]
    page.cell(received, 10).value = f"=SUM(D{received}:I{received})"
    page.cell(received + 1, 10).value = f"=D{received + 1}+E{received + 1}"
    page.cell(received + 2, 10).value = f"=SUM(D{received + 2}:H{received + 2})"  # leaves one column out
    page.cell(received, 12).value = f"=J{received}/(J{received}+J{received + 1})"  # the province's own
    page.cell(received, 10).fill = PatternFill("solid", fgColor="CCCCCC")
    book.save(tmp_path / "blank.xlsx")
    fill(report, tmp_path / "blank.xlsx", tmp_path / "filled.xlsx", warned=["O709"])
    assert convert(tmp_path / "filled.xlsx") == report
    formulas, values = (openpyxl.load_workbook(tmp_path / "filled.xlsx", data_only=only)["依申请公开"] for only in (False, True))
    assert formulas.cell(received, 10).value == f"=SUM(D{received}:I{received})" and values.cell(received, 10).value == 3119
    assert formulas.cell(received + 1, 10).value == f"=D{received + 1}+E{received + 1}" and values.cell(received + 1, 10).value == 34
    assert formulas.cell(received + 2, 10).value == 1362
    assert formulas.cell(received, 12).value == f"=J{received}/(J{received}+J{received + 1})"
    saved = soffice([tmp_path / "filled.xlsx"], "xlsx")[tmp_path / "filled.xlsx"]
    assert convert(saved) == report
    assert openpyxl.load_workbook(saved, data_only=True)["依申请公开"].cell(received, 12).value == pytest.approx(3119 / 3153)


def test_what_has_no_place_is_said(tmp_path):
    report = REPORTS["city"]
    book = openpyxl.load_workbook(blank("sheet-per-table", report, tmp_path / "blank.xlsx"))
    del book["复议诉讼"]
    sheet = book["基本信息"]
    for row in range(sheet.max_row, 0, -1):
        if sheet.cell(row, 1).value == "邮编": sheet.delete_rows(row)
    book.save(tmp_path / "blank.xlsx")
    source = tmp_path / "city.json"
    source.write_text(dump(report), "utf-8")
    done = nianbao("convert", source, "--into", tmp_path / "blank.xlsx", "-o", tmp_path / "filled.xlsx")
    assert done.returncode == 1
    message = done.stderr.decode()
    assert "O707 有 15 个数" in message and "O708" in message and "邮编" in message


def test_fill_mark_fill_keeps_notes_and_figures(tmp_path):
    broken = report_of("broken-sums")
    template = blank("sheet-per-table", broken, tmp_path / "blank.xlsx")
    fill(broken, template, tmp_path / "filled.xlsx")
    mark(tmp_path / "filled.xlsx", tmp_path / "marked.xlsx")
    assert convert(tmp_path / "marked.xlsx") == broken
    # Our list of findings is no place for anything of the report's.
    listed = nianbao("convert", tmp_path / "filled.json", "--into", tmp_path / "marked.xlsx", "--dry-run").stdout.decode()
    assert "错误清单" not in listed
    fill(REPORTS["bureau"], tmp_path / "marked.xlsx", tmp_path / "mended.xlsx")
    assert convert(tmp_path / "mended.xlsx") == REPORTS["bureau"]
    mark(tmp_path / "mended.xlsx", tmp_path / "again.xlsx", code=nianbao("check", tmp_path / "filled.xlsx").returncode)
    assert openpyxl.load_workbook(tmp_path / "again.xlsx").sheetnames.count("错误清单") == 1


def test_only_xlsx_is_filled(tmp_path):
    for template in ("city.ods", "city.xls"):
        done = nianbao("convert", ROOT / "Fixtures/city/input.xlsx", "--into", ROOT / "Fixtures/programs" / template, "-o", tmp_path / "x.xlsx")
        assert done.returncode == 2 and b"O706" in done.stderr
