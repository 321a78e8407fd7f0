"""The blank and the filled workbook as other programs see them."""
import json
from random import Random

import openpyxl
import pytest
from cases import FORM
from cli import CASES, blank, convert, nianbao, report_of, write
from random_reports import random_report

AGENCY = "望川市青石区政务服务局"
FORMS = list(FORM)
YEAR = {"2021": 2025, "2019": 2020}


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    """Blank workbooks by form."""
    folder = tmp_path_factory.mktemp("blank")
    return {form: blank(form, folder / f"blank-{form}.xlsx", YEAR[form], AGENCY) for form in FORMS}


def figure_cells(book):
    """The cell of each figure, by its defined name."""
    cells = {}
    for name, defined in book.defined_names.items():
        (sheet, cell), = defined.destinations
        cells[name] = book[sheet][cell.replace("$", "")]
    return cells


def shown(book):
    """Every cell that shows something."""
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")]


def empty_report(form):
    return FORM[form].report(YEAR[form], {"name": AGENCY}, {}, {})


@pytest.mark.parametrize("form", FORMS)
def test_every_figure_has_a_name_and_can_be_typed(form, books):
    book = openpyxl.load_workbook(books[form])
    cells = figure_cells(book)
    assert set(FORM[form].kinds) <= set(cells)
    assert len({(cell.parent.title, cell.coordinate) for cell in cells.values()}) == len(cells)
    for path in FORM[form].kinds:
        assert not cells[path].protection.locked, path


@pytest.mark.parametrize("form", FORMS)
def test_everything_else_is_locked(form, books):
    book = openpyxl.load_workbook(books[form])
    figures = {cell for path, cell in figure_cells(book).items() if path in FORM[form].kinds}
    assert all(sheet.protection.sheet for sheet in book)
    open_labels = {
        (cell.parent.title, cell.coordinate, cell.value) for cell in shown(book)
        if cell not in figures and not cell.protection.locked and cell.value not in (AGENCY, YEAR[form])
    }
    assert open_labels == set()
    labels = {cell.value for cell in shown(book)}
    for table in FORM[form].tables:
        assert {content for content in table.cells.values() if isinstance(content, str)} <= labels


@pytest.mark.parametrize("form", FORMS)
def test_every_input_is_validated(form, books):
    book = openpyxl.load_workbook(books[form])
    kinds = {"count": "whole", "signedCount": "whole", "amount": "decimal"}
    for path, cell in figure_cells(book).items():
        rules = [rule for rule in cell.parent.data_validations.dataValidation if cell.coordinate in rule.sqref]
        assert [rule.type for rule in rules] == [kinds[FORM[form].kinds[path]]], path
        assert rules[0].error and rules[0].prompt, path


@pytest.mark.parametrize("form", FORMS)
def test_sheets_are_those_of_the_form(form, books):
    book = openpyxl.load_workbook(books[form])
    assert book.sheetnames == [sheet["name"] for sheet in FORM[form].definition["sheets"]]
    assert all(sheet.page_setup.paperSize == 9 for sheet in book)
    assert all(book[sheet["name"]].print_area for sheet in FORM[form].definition["sheets"] if "table" in sheet)


@pytest.mark.parametrize("form", FORMS)
def test_properties_name_form_year_and_agency(form, books):
    book = openpyxl.load_workbook(books[form])
    properties = {p.name: str(p.value) for p in book.custom_doc_props.props} | {"title": book.properties.title or ""}
    told = " ".join(properties.values())
    assert form in told and AGENCY in told and str(YEAR[form]) in told


@pytest.mark.parametrize("form", FORMS)
def test_blank_converts_to_null(form, books):
    assert convert(books[form]) == empty_report(form)
    done = nianbao("check", books[form], "--format", "json")
    assert (done.returncode, [f["code"] for f in json.loads(done.stdout)["findings"]]) == (1, ["C504"])


def typed(form, folder):
    """Parts typed into the blank workbook by openpyxl, which keeps no computed value; and what the totals must be."""
    random = Random(form)
    book = openpyxl.load_workbook(blank(form, folder / f"typed-{form}.xlsx", YEAR[form], AGENCY))
    totals = FORM[form].totals()
    figures = {path: random.randrange(1000) for path in FORM[form].kinds if path not in totals}
    for path, value in figures.items(): figure_cells(book)[path].value = value
    book.save(folder / f"typed-{form}.xlsx")
    # The sum over everything is the sum of sums.
    for path, parts in sorted(totals.items(), key=lambda item: item[0] == "requests.results.total.total"):
        figures[path] = sum(figures[part] for part in parts)
    return folder / f"typed-{form}.xlsx", figures


FILLED = {name: report_of(name) for name in CASES} | {
    f"random-{id}-{seed}": random_report(FORM[id], seed) for id in FORMS for seed in range(100, 105)
}


@pytest.fixture(scope="module")
def resaved(books, soffice, tmp_path_factory):
    """All workbooks of this module as LibreOffice saves them, formulas computed anew."""
    folder = tmp_path_factory.mktemp("template")
    files = {f"blank-{form}": book for form, book in books.items()}
    files |= {f"typed-{form}": typed(form, folder)[0] for form in FORMS}
    files |= {name: write(report, folder / f"{name}.xlsx") for name, report in FILLED.items()}
    saved = soffice(files.values(), "xlsx")
    return {name: saved[file] for name, file in files.items()}


def errors(path):
    return [(cell.parent.title, cell.coordinate, cell.value) for cell in shown(openpyxl.load_workbook(path, data_only=True)) if cell.data_type == "e"]


@pytest.mark.parametrize("form", FORMS)
def test_libreoffice_computes_the_blank_without_an_error(form, resaved):
    assert errors(resaved[f"blank-{form}"]) == []
    assert convert(resaved[f"blank-{form}"]) == empty_report(form)


@pytest.mark.parametrize("form", FORMS)
def test_typed_parts_add_up(form, resaved, tmp_path):
    assert errors(resaved[f"typed-{form}"]) == []
    assert FORM[form].figures(convert(resaved[f"typed-{form}"])) == typed(form, tmp_path)[1]


@pytest.mark.parametrize("name", FILLED)
def test_filled_and_saved_by_libreoffice_converts_to_the_same(name, resaved):
    assert errors(resaved[name]) == []
    assert convert(resaved[name]) == FILLED[name]


def test_live_check_says_by_how_much(resaved):
    told = [cell.value for cell in shown(openpyxl.load_workbook(resaved["broken-sums"], data_only=True)) if str(cell.value).startswith("差")]
    # Row, row, column, two balances, disputes.
    assert sorted(told) == sorted(["差 +1", "差 -1", "差 +1", "差 -1", "差 +1", "差 +2"])
    assert not [cell for cell in shown(openpyxl.load_workbook(resaved["city"], data_only=True)) if str(cell.value).startswith("差")]


def test_right_total_is_a_formula_and_wrong_total_a_number(tmp_path):
    path = write(FILLED["broken-sums"], tmp_path / "book.xlsx")
    formulas = figure_cells(openpyxl.load_workbook(path))
    values = figure_cells(openpyxl.load_workbook(path, data_only=True))
    figures = FORM["2021"].figures(FILLED["broken-sums"])
    wrong = {"requests.received.total": 48, "requests.results.total.business": 6, "requests.results.total.total": 47, "disputes.review.total": 9}
    assert {path: formulas[path].value for path in wrong} == wrong
    for total in set(FORM["2021"].totals()) - set(wrong):
        assert str(formulas[total].value).startswith("="), total
        assert values[total].value == figures[total], total
