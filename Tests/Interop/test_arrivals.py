"""Workbooks as they come: with other parts, under other names, locked, with shared formulas. The report stays the same."""
import io
import re
import shutil
from dataclasses import replace

import openpyxl
import pytest
import xlsxwriter
from cases import FORM
from cli import CASES, ROOT, convert, nianbao, parse, report_of
from openpyxl.comments import Comment
from package import faults
from parts import ADDITIONS, SHEET, Package, compound, picture
from variants import Variant
from workbook import Formula, address, save
from writers import by_xlsxwriter

CITY = report_of("city")
INPUT = CASES["city"] / "input.xlsx"
PROGRAMS = ROOT / "Fixtures/programs"


def findings(path):
    found = parse(nianbao("check", path, "--format", "json").stdout)["findings"]
    return {(f["code"], tuple(f"{c['sheet']}!{c['cell']}={c['raw']}" for c in f["cells"])) for f in found}


# Parts that say nothing of the report

@pytest.mark.parametrize("name", ADDITIONS)
def test_parts_beside_the_report(name, tmp_path):
    book = Package(INPUT)
    ADDITIONS[name](book)
    path = book.save(tmp_path / "book.xlsx")
    assert [fault for fault in faults(path) if not re.search(r"\.(bin|data|wmf|sigs): ", fault)] == []
    assert convert(path) == CITY
    assert findings(path) == set()


def decorated(path):
    """Charts, a picture, a text box, notes, tables, names, validations, protection: what people put around a table."""
    book = xlsxwriter.Workbook(path)
    if path.suffix == ".xlsm": book.add_vba_project(io.BytesIO(compound("VBA")), is_stream=True)
    for sheet in Variant().sheets(FORM["2021"], CITY):
        page = book.add_worksheet(sheet.name)
        for merge in sheet.merges: page.merge_range(*merge, None)
        for (row, column), content in sorted(sheet.cells.items()): page.write(row, column, content)
        page.insert_image(2, 14, "logo.png", {"image_data": picture()})
        page.insert_textbox(8, 14, "总计 7")
        page.write_comment(3, 1, "自然人 7")
        page.data_validation(4, 3, 30, 9, {"validate": "integer", "criteria": ">=", "value": 0})
        page.conditional_format(4, 3, 30, 9, {"type": "cell", "criteria": "<", "value": 0, "format": book.add_format({"bold": True})})
        page.add_sparkline(20, 14, {"range": f"'{sheet.name}'!D5:J5"})
        page.set_header("&C政府信息公开工作年度报告")
        page.protect("secret")
        page.freeze_panes(4, 3)
        page.set_row(6, None, None, {"hidden": True})
        page.set_column(4, 4, None, None, {"level": 1, "hidden": True})
    lists = book.add_worksheet("台账")
    lists.add_table("A1:C4", {"name": "受理", "columns": [{"header": "自然人"}, {"header": "总计"}, {"header": "办理结果"}],
                              "data": [[1, 2, "予以公开"], [3, 4, "部分公开"], [5, 6, "不予公开"]]})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=依申请公开!$D$5:$J$5"})
    lists.insert_chart("F2", chart)
    pie = book.add_chart({"type": "pie"})
    pie.add_series({"values": "=依申请公开!$D$5:$J$5"})
    book.add_chartsheet("图").set_chart(pie)
    book.define_name("总计", "=依申请公开!$J$5")
    book.define_name("依申请公开!Print_Titles2", "=依申请公开!$2:$4")
    book.set_custom_property("年度", "2023")
    book.close()


@pytest.mark.parametrize("extension", ["xlsx", "xlsm"])
def test_decorations(extension, tmp_path):
    path = tmp_path / f"book.{extension}"
    decorated(path)
    assert convert(path) == CITY
    assert findings(path) == set()


def test_decorations_saved_by_libreoffice(soffice, tmp_path):
    decorated(tmp_path / "decorated.xlsx")
    for extension in ("xlsx", "ods", "xls"):
        saved = soffice([tmp_path / "decorated.xlsx"], extension)[tmp_path / "decorated.xlsx"]
        assert convert(saved) == CITY, extension
        assert findings(saved) == set(), extension


@pytest.mark.parametrize("extension", ["xlsm", "xltx", "xltm"])
def test_kinds_that_openpyxl_saves(extension, tmp_path):
    book = openpyxl.load_workbook(INPUT)
    book.template = extension.startswith("xlt")
    book["依申请公开"]["J5"].comment = Comment("总计 7", "审核人")
    book.save(tmp_path / f"book.{extension}")
    assert convert(tmp_path / f"book.{extension}") == CITY


def test_cells_without_shared_strings(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "book.xlsx", {"constant_memory": True}) as book:
        for sheet in Variant().sheets(FORM["2021"], CITY):
            page = book.add_worksheet(sheet.name)
            for (row, column), content in sorted(sheet.cells.items()): page.write(row, column, content)
    assert convert(tmp_path / "book.xlsx") == CITY


# Names that are wrong: a file is what its bytes say

@pytest.mark.parametrize("source, name", [
    ("city/input.xlsx", "年报.xls"), ("city/input.xlsx", "年报.et"), ("city/input.xlsx", "年报.csv"), ("city/input.xlsx", "年报"),
    ("programs/city.ods", "年报.xlsx"), ("programs/city.ods", "年报.xls"), ("programs/city.xls", "年报.xlsx"), ("programs/city.xls", "年报.et"),
    ("city/report.json", "年报.xlsx"),
])
def test_wrong_names(source, name, tmp_path):
    shutil.copy(ROOT / "Fixtures" / source, tmp_path / name)
    assert convert(tmp_path / name) == CITY


def test_web_page_named_as_a_workbook(tmp_path):
    """The same outcome under every name."""
    outcomes = set()
    for name in ("page.html", "page.xls", "page.xlsx"):
        shutil.copy(PROGRAMS / "libreoffice.html", tmp_path / name)
        done = nianbao("convert", tmp_path / name)
        outcomes.add((done.returncode, done.stdout, re.sub(r"^.*page\.\w+", "", done.stderr.decode())))
    assert len(outcomes) == 1


@pytest.mark.parametrize("name", ["locked.xlsx", "locked.ods", "locked.xls"])
def test_locked_workbooks_are_named_as_such(name, tmp_path):
    for other in (name, "年报.xlsx"):
        shutil.copy(PROGRAMS / name, tmp_path / other)
        done = nianbao("convert", tmp_path / other)
        assert (done.returncode, done.stdout) == (2, b"")
        assert "W202" in done.stderr.decode() and "密码" in done.stderr.decode()


# Shared formulas

def summed(sheets, change={}):
    """The totals of the table of requests as formulas; `change` puts other figures in without computing them anew."""
    requests = sheets[2]
    for (row, column), content in list(requests.cells.items()):
        if column == 9 and isinstance(content, int):
            requests.cells[row, 9] = Formula(f"SUM(D{row + 1}:I{row + 1})", content)
    requests.cells |= change
    return sheets


def shared(path):
    """Like Excel writes formulas that were filled down: the first has the text, the others its number."""
    book = Package(path)
    text = book.parts[SHEET.format(3)].decode()
    sums = re.findall(r"<f>SUM\(D\d+:I\d+\)</f>", text)
    text = text.replace(sums[0], sums[0].replace("<f>", f'<f t="shared" ref="J5:J{4 + len(sums)}" si="0">'))
    text = re.sub(r"<f>SUM\(D\d+:I\d+\)</f>", '<f t="shared" si="0"/>', text)
    assert text.count('<f t="shared" si="0"/>') == 24
    book.parts[SHEET.format(3)] = text.encode()
    return book.save(path)


@pytest.mark.parametrize("change", [{}, {(4, 3): 3002}, {(12, 4): 5, (20, 8): 1}], ids=["as computed", "master stale", "others stale"])
def test_shared_formulas_are_judged_like_others(change, tmp_path):
    by_xlsxwriter(summed(Variant().sheets(FORM["2021"], CITY), change), tmp_path / "plain.xlsx")
    by_xlsxwriter(summed(Variant().sheets(FORM["2021"], CITY), change), tmp_path / "shared.xlsx")
    shared(tmp_path / "shared.xlsx")
    assert convert(tmp_path / "shared.xlsx", "--origins") == convert(tmp_path / "plain.xlsx", "--origins")
    found = findings(tmp_path / "shared.xlsx")
    assert found == findings(tmp_path / "plain.xlsx")
    stale = {cell.split("=")[0] for code, cells in found if code == "F318" for cell in cells}
    assert stale == {f"依申请公开!{address(row, 9)}" for row, _ in change}


# Rows and copies, end to end

def test_renamed_row_is_read_with_a_warning(tmp_path):
    sheets = Variant().sheets(FORM["2021"], CITY)
    at = next(at for at, content in sheets[2].cells.items() if content == "3.危及“三安全一稳定”")
    sheets[2].cells[at] = "3.涉及公共安全"
    save(sheets, tmp_path / "book.xlsx")
    assert convert(tmp_path / "book.xlsx") == CITY
    assert findings(tmp_path / "book.xlsx") == {("F306", (f"依申请公开!{address(*at)}=3.涉及公共安全",))}


def test_two_tables_are_told_apart_by_the_year_of_their_sheets(tmp_path):
    sheets = Variant().sheets(FORM["2021"], CITY)
    old = replace(sheets[2], name="2023", cells=sheets[2].cells | {(4, 3): 7})
    save([sheets[0], old] + sheets[1:], tmp_path / "book.xlsx")
    assert convert(tmp_path / "book.xlsx") == CITY
    assert findings(tmp_path / "book.xlsx") == set()
    old.name = "旧表"
    save([sheets[0], old] + sheets[1:], tmp_path / "book.xlsx")
    assert ("F304", ("旧表!D5=7", "依申请公开!D5=3001")) in findings(tmp_path / "book.xlsx")
    assert "旧表!D5=7 / 依申请公开!D5=3001" in nianbao("check", tmp_path / "book.xlsx").stdout.decode().replace("\n    ", "")
