"""The same report, laid out and written in many ways, reads the same."""
from dataclasses import replace
from itertools import product

import layouts
import pytest
from cases import FORM
from cli import convert, nianbao, parse, report_of
from parts import Package
from random_reports import random_report
from variants import VARIANTS, Variant
from workbook import Sheet, save
from writers import WRITERS

REPORTS = {
    "city": report_of("city"),
    "bureau": report_of("broken-sums"),
    "town": report_of("town-2019"),
    **{f"random{seed}": random_report(FORM[id], seed) for seed, id in [(1, "2021"), (2, "2021"), (3, "2019"), (4, "2019")]},
}
# openpyxl stores no value for a formula.
BOOKS = [key for key in product(REPORTS, VARIANTS, WRITERS) if key[1:] != ("formulas", "openpyxl")]
# LibreOffice saves again what these wrote.
RESAVED = [key for key in product(REPORTS, VARIANTS, WRITERS) if key[0] in ("city", "town", "random1", "random3")]


def build(key, folder):
    report, variant, writer = key
    path = folder / f"{'-'.join(key)}.xlsx"
    report = REPORTS[report]
    WRITERS[writer](VARIANTS[variant].sheets(FORM[report["form"]], report), path)
    return path


def shown(key):
    """What of the report the layout has a place for."""
    report, variant, _ = key
    report = REPORTS[report]
    layout = VARIANTS[variant].layout
    if layout in (layouts.one_page, layouts.side_by_side):
        report = report | {"agency": dict.fromkeys(report["agency"]) | {"name": report["agency"]["name"]}}
    if layout is layouts.side_by_side:
        report = report | {"narrative": dict.fromkeys(report["narrative"])}
    return report


@pytest.mark.parametrize("key", BOOKS, ids="-".join)
def test_reads_the_same(key, tmp_path):
    assert convert(build(key, tmp_path)) == shown(key)


@pytest.mark.parametrize("key", [key for key in BOOKS if key[0] in ("city", "town")], ids="-".join)
def test_reads_the_same_where_nothing_is_kept_from_the_parser(key, tmp_path):
    """Attributes that no reader asks for and blank cells are, but not from tags in single quotes."""
    path = build(key, tmp_path)
    book = Package(path)
    for name in [name for name in book.parts if name.startswith("xl/worksheets/sheet")]:
        book.replace(name, r"<(?:c|row|col)\b[^>]*>", lambda tag: tag[0].replace('"', "'"))
    whole = book.save(tmp_path / "whole.xlsx")
    assert convert(whole, "--origins") == convert(path, "--origins")


@pytest.fixture(scope="module")
def resaved(soffice, tmp_path_factory):
    folder = tmp_path_factory.mktemp("layouts")
    books = {key: build(key, folder) for key in RESAVED}
    saved = soffice(books.values(), "xlsx")
    return {key: saved[path] for key, path in books.items()}


@pytest.mark.parametrize("key", RESAVED, ids="-".join)
def test_reads_the_same_when_libreoffice_saved_it(key, resaved):
    assert convert(resaved[key]) == shown(key)


CITY = REPORTS["city"]
FORM_2021 = FORM["2021"]


def city(change=lambda sheets: sheets, variant=Variant()):
    return change(variant.sheets(FORM_2021, CITY))


def findings(path):
    return {(f["code"], f["severity"]) for f in parse(nianbao("check", path, "--format", "json").stdout)["findings"]}


def test_sheets_in_another_order(tmp_path):
    save(city(lambda sheets: sheets[::-1]), tmp_path / "book.xlsx")
    assert convert(tmp_path / "book.xlsx") == CITY


def test_table_on_a_hidden_sheet_is_read_with_a_note(tmp_path):
    def hide(sheets):
        sheets[2].hidden = True
        return sheets
    save(city(hide), tmp_path / "book.xlsx")
    assert convert(tmp_path / "book.xlsx") == CITY
    assert findings(tmp_path / "book.xlsx") == {("F305", "note")}


def test_visible_table_counts_before_a_hidden_copy(tmp_path):
    def copy(sheets):
        old = layouts.table_sheet(FORM_2021.tables[1], "去年").filled(lambda field: 7)
        return [sheets[0], replace(old, hidden=True)] + sheets[1:]
    save(city(copy), tmp_path / "book.xlsx")
    assert convert(tmp_path / "book.xlsx") == CITY


def test_same_table_twice_with_the_same_figures_is_no_finding(tmp_path):
    save(city(lambda sheets: sheets + [replace(sheets[3], name="复议诉讼 (2)")]), tmp_path / "book.xlsx")
    assert convert(tmp_path / "book.xlsx") == CITY
    assert findings(tmp_path / "book.xlsx") == set()


def test_missing_table_is_named(tmp_path):
    save(city(lambda sheets: sheets[:3]), tmp_path / "book.xlsx")
    done = nianbao("convert", tmp_path / "book.xlsx")
    assert done.returncode == 1
    assert parse(done.stdout)["requests"] == CITY["requests"]
    assert set(parse(done.stdout)["disputes"]["review"].values()) == {None}
    assert ("F301", "error") in findings(tmp_path / "book.xlsx")
    assert "行政复议" in done.stderr.decode()


def test_deleted_row_is_named(tmp_path):
    def delete(sheets):
        sheets[2].cells = {at: content for at, content in sheets[2].cells.items() if content != "四、结转下年度继续办理"}
        return sheets
    save(city(delete), tmp_path / "book.xlsx")
    done = nianbao("check", tmp_path / "book.xlsx", "--format", "json")
    found = [f for f in parse(done.stdout)["findings"] if f["code"] == "F303"]
    assert [sorted(f["fields"]) for f in found] == [sorted(FORM_2021.paths("requests.carriedForward"))]


def test_requests_table_of_2019_in_a_report_of_2021(tmp_path):
    def swap(sheets):
        old = layouts.table_sheet(FORM["2019"].tables[1], "依申请公开")
        figures = FORM_2021.figures(CITY)
        return [sheets[0], sheets[1], old.filled(lambda field: figures.get(field.path, 184)), sheets[3]]
    save(city(swap), tmp_path / "book.xlsx")
    assert ("F302", "error") in findings(tmp_path / "book.xlsx")


def test_workbook_without_a_report_is_refused(tmp_path):
    save([Sheet("考勤", {(0, 0): "姓名", (0, 1): "天数", (1, 0): "李明", (1, 1): 21})], tmp_path / "book.xlsx")
    done = nianbao("convert", tmp_path / "book.xlsx")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"F300" in done.stderr


def test_other_sheets_do_no_harm(tmp_path):
    """A table of contents, last year's remarks and a list of contacts speak of the same things in other words."""
    others = [
        Sheet("目录", {(0, 0): "目录"} | {(n + 1, 0): table.title for n, table in enumerate(FORM_2021.tables)}),
        Sheet("通讯录", {(0, 0): "科室", (0, 1): "电话", (1, 0): "办公室", (1, 1): "0790-6600111"}),
        Sheet("台账", {(0, 0): "自然人", (0, 1): "总计", (1, 0): "5", (1, 1): 9}),
    ]
    save(city(lambda sheets: sheets + others), tmp_path / "book.xlsx")
    assert convert(tmp_path / "book.xlsx") == CITY


def test_form_and_year_can_be_given(tmp_path):
    save(city(lambda sheets: sheets[1:]), tmp_path / "book.xlsx")
    report = convert(tmp_path / "book.xlsx")
    assert (report["year"], report["agency"]["name"]) == (None, None)
    assert {("F321", "warning"), ("F322", "warning"), ("C511", "warning")} == findings(tmp_path / "book.xlsx")
    assert convert(tmp_path / "book.xlsx", "--year", "2022")["year"] == 2022
    assert convert(tmp_path / "book.xlsx", "--form", "2019", "--year", "2020")["form"] == "2019"
