"""Workbook -> JSON -> workbook -> JSON: blank, zero, marks, digits and every letter stay."""
import time
from decimal import Decimal

import pytest
from cases import FORM
from cli import CASES, blank, convert, dump, nianbao, parse, report_of, write
from random_reports import MARKS, TEXTS, random_report

FORM_2021 = FORM["2021"]


def report(narrative={}, figures={}, marks={}, agency={}):
    return FORM_2021.report(2024, {"name": "望川市财政局"} | agency, narrative, figures, marks)


def again(given, folder):
    return convert(write(given, folder / "book.xlsx"))


@pytest.mark.parametrize("name", CASES)
def test_cases(name, tmp_path):
    first = convert(CASES[name] / "input.xlsx")
    assert again(first, tmp_path) == first


@pytest.mark.parametrize("name", CASES)
def test_straight_from_workbook_to_workbook(name, tmp_path):
    done = nianbao("convert", CASES[name] / "input.xlsx", "-o", tmp_path / "book.xlsx")
    assert done.returncode == nianbao("convert", CASES[name] / "input.xlsx").returncode
    assert convert(tmp_path / "book.xlsx") == convert(CASES[name] / "input.xlsx")


@pytest.mark.parametrize("seed", range(100))
def test_random_reports(seed, tmp_path):
    given = random_report(FORM["2021" if seed % 2 else "2019"], seed)
    assert again(given, tmp_path) == given


def test_every_mark(tmp_path):
    paths = list(FORM_2021.kinds)
    given = report(marks=dict(zip(paths, MARKS)))
    assert again(given, tmp_path) == given


@pytest.mark.parametrize("text", TEXTS + ["_x005F_x000D_", "_X0041_", "_x00e9_", "x_x0041_x0042_"])
def test_text_stays_text(text, tmp_path):
    given = report({"overview": text, "other": f"{text}\n{text}"}, agency={"phone": text, "address": text})
    assert again(given, tmp_path) == given


LIMIT = 32_767

LONG = {
    "paragraphs": "\n".join("公开" * 70 for _ in range(500)),
    "one paragraph": "字" * 70_000,
    "exactly one cell": "字" * LIMIT,
    "one more": "字" * (LIMIT + 1),
    "exactly two cells": "字" * (2 * LIMIT),
    "a break where the cell ends": "甲" * LIMIT + "\n" + "乙" * LIMIT,
    "a break before the cell ends": "甲" * (LIMIT - 1) + "\n" + "乙" * LIMIT,
    "a blank where the cell ends": "甲" * LIMIT + " 乙",
    "a blank before the cell ends": "甲" * (LIMIT - 1) + " 乙",
    "a full-width blank where the cell ends": "甲" * LIMIT + "　乙",
    "an emoji where the cell ends": "甲" * (LIMIT - 1) + "😀" + "乙" * 10,
    "emojis": "😀" * 35_000,
    "an emoji of several where the cell ends": "甲" * (LIMIT - 3) + "👩‍💻" + "乙",
    "an escape where the cell ends": "甲" * (LIMIT - 3) + "_x0041_" + "乙",
    "escapes": "_x0041_" * 10_000,
    "formula signs": "=1+1" * 20_000,
    "a formula sign where the cell ends": "甲" * LIMIT + "=1+1",
    "a mark of continuation": "（续）\n" + "甲" * 40_000 + "\n（续）",
    "markup": "<&>\"'" * 14_000,
}


@pytest.mark.parametrize("case", LONG)
def test_long_prose(case, tmp_path):
    given = report({"preface": LONG[case], "overview": LONG[case], "other": "完"})
    assert again(given, tmp_path) == given


def test_long_prose_saved_by_libreoffice(soffice, tmp_path):
    # In a cell of several paragraphs LibreOffice itself breaks those of more than 16,000 letters.
    cases = [case for case, text in LONG.items() if "\n" not in text or max(map(len, text.split("\n"))) < 16_000]
    given = {case: report({"overview": LONG[case], "problems": "问题"}) for case in cases}
    books = {case: write(given[case], tmp_path / f"{n}.xlsx") for n, case in enumerate(cases)}
    saved = soffice(books.values(), "xlsx")
    assert [case for case in cases if convert(saved[books[case]]) != given[case]] == []


@pytest.mark.parametrize("amount", ["72701.2578", "0.1", "0.0001", "96171.60", "123456789012345", "12345678.1234567", "0.30000000000000004", "1234567890.123456789"])
def test_amounts_keep_their_digits(amount, tmp_path):
    source = tmp_path / "report.json"
    source.write_text(dump(report()).replace('"fees": {"amount": null}', f'"fees": {{"amount": {amount}}}'), "utf-8")
    assert parse(nianbao("convert", source).stdout)["proactive"]["fees"]["amount"] == Decimal(amount)
    assert nianbao("convert", source, "-o", tmp_path / "book.xlsx").returncode == 0
    assert convert(tmp_path / "book.xlsx")["proactive"]["fees"]["amount"] == Decimal(amount)


def test_a_blank_total_stays_blank_beside_filled_parts(tmp_path):
    parts = FORM_2021.relation("R301", "requests.received.total").right
    given = report(figures=dict.fromkeys(parts, 3))
    assert again(given, tmp_path) == given


def test_a_total_over_blank_parts_stays(tmp_path):
    given = report(figures={"requests.received.total": 0, "disputes.review.total": 5, "requests.results.total.total": 0})
    assert again(given, tmp_path) == given


def test_same_input_same_bytes(tmp_path):
    def all_of_them(folder):
        folder.mkdir()
        blank("2021", folder / "blank.xlsx", 2025, "局")
        for name in ("city", "text-in-cells"): write(report_of(name), folder / f"{name}.xlsx")
        return {path.name: path.read_bytes() for path in folder.glob("*.xlsx")}
    first = all_of_them(tmp_path / "first")
    time.sleep(2.1)  # a zip counts time in steps of two seconds
    assert all_of_them(tmp_path / "second") == first
