#!/usr/bin/env python3
"""Makes the small workbooks of this folder with the programs that people use.

Needs openpyxl, XlsxWriter, python-docx and LibreOffice. Each workbook has the same cells, which the tests of the readers name:

    A1 a title over A1:C1, A2 a leading blank, B2 a line break, C2 a literal _x0041_,
    A3 12, B3 0.5, C3 a formula over both, A4 TRUE, B4 an error, D9 a text far away;
    a second, hidden sheet.

office.ods has more of what only LibreOffice makes of cells, legacy.xls what only that format does; city.ods, city.xls,
city.docx, libreoffice.docx and city.html are the whole report of ../city; noted.xlsx is ../broken-sums with notes in it.
"""

import datetime
import json
import pathlib
import subprocess
import sys
import tempfile

import openpyxl
import openpyxl.cell.rich_text
import openpyxl.comments
import openpyxl.formatting.rule
import xlsxwriter

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import documents  # noqa: E402
from form import Form  # noqa: E402

TITLE = "政府信息公开年度报告"


def with_openpyxl(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表一"
    sheet["A1"] = TITLE
    sheet.merge_cells("A1:C1")
    sheet["A2"] = " 前有空格"
    sheet["B2"] = "两\n行"
    sheet["C2"] = "_x005F_x0041_"  # openpyxl writes text as it stands
    sheet["A3"] = 12
    sheet["B3"] = 0.5
    sheet["C3"] = "=A3+B3"
    sheet["A4"] = True
    sheet["B4"] = "#N/A"
    sheet["D9"] = "远"
    hidden = book.create_sheet("表二")
    hidden["B2"] = TITLE
    hidden.sheet_state = "hidden"
    book.save(path)


def with_xlsxwriter(path, **options):
    book = xlsxwriter.Workbook(path, options)
    sheet = book.add_worksheet("表一")
    sheet.merge_range("A1:C1", TITLE)
    sheet.write_string("A2", " 前有空格")
    bold = book.add_format({"bold": True})
    sheet.write_rich_string("B2", "两\n", bold, "行")
    sheet.write_string("C2", "_x0041_")
    sheet.write_number("A3", 12)
    sheet.write_number("B3", 0.5)
    sheet.write_formula("C3", "=A3+B3", None, 12.5)
    sheet.write_boolean("A4", True)
    sheet.write_formula("B4", "=NA()", None, "#N/A")
    sheet.write_string("D9", "远")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=表一!$A$3:$B$3"})
    book.add_chartsheet("图").set_chart(chart)
    hidden = book.add_worksheet("表二")
    hidden.write_string("B2", TITLE)
    hidden.hide()
    book.close()


def with_much_in_it(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表 一"
    sheet.append(["0012", 12, 12, 12, None, "=SUM(B1:D1)", "=IF(B1=12,\"\",1)"])
    sheet["A2"] = 0.125
    sheet["A2"].number_format = "0.0%"
    sheet["B2"] = datetime.date(2025, 1, 31)
    sheet["B2"].number_format = "yyyy-mm-dd"
    sheet["C2"] = 1234.5
    sheet["C2"].number_format = "[$¥-804]#,##0.00"
    sheet["D2"] = "=B1>1"
    sheet["E2"] = "=1/0"
    sheet["F2"] = "='表 一'!B1&\";\""
    sheet["A3"] = "两\n行  两空格"
    sheet["A3"].comment = openpyxl.comments.Comment("批注", "某人")
    sheet["B3"] = "高"
    sheet.merge_cells("B3:C5")
    for row in range(7, 10):
        for column in range(1, 4):
            sheet.cell(row, column, 0)
    book.create_sheet("藏")["A1"] = 1
    book["藏"].sheet_state = "hidden"
    book.save(path)


def with_notes(source, path):
    """A report with notes, a rule and a name of the agency's own, for what is marked in place."""
    book = openpyxl.load_workbook(source)
    page = book["表2"]
    page["L8"].comment = openpyxl.comments.Comment("去年是 45\n请领导过目", "李明")
    page["B2"].comment = openpyxl.comments.Comment("填表说明", "李明")
    page.conditional_formatting.add("F8:L31", openpyxl.formatting.rule.CellIsRule(operator="lessThan", formula=["0"]))
    page.print_area = "C4:L32"
    book.save(path)


def with_long_texts(path):
    """Texts longer than a record of .xls (8,224 bytes), one byte a character and two."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表一"
    sheet["A1"] = TITLE
    sheet.merge_cells("A1:C1")
    sheet.append([3119, 72701.2578, 3119.57, -0.5, 1e21, 123456789012, 0])
    sheet.append(["=A2&\"件\"", "=A2*2", "=A2>1", "=1/0", "=IF(A2>1,\"\",1)", True, "#REF!"])
    sheet.merge_cells("A4:B6")
    sheet["A4"] = "年报a1" * 2000
    sheet["C4"] = "abcdé" * 2000
    sheet["D4"] = "=C4&\"长\""
    plain, bold = openpyxl.cell.rich_text.TextBlock, openpyxl.cell.text.InlineFont(b=True)
    sheet["C5"] = openpyxl.cell.rich_text.CellRichText("甲", plain(bold, "乙"), "丙")
    sheet["C6"] = "两\n行"
    for row in range(7, 107):
        sheet.cell(row, 3, f"第{row}行" * 20)
        sheet.cell(row, 4, f"row {row} " * 20)
    sheet.cell(65536, 256, "角")
    book.create_sheet("藏")["A1"] = 1
    book["藏"].sheet_state = "hidden"
    book.create_sheet("深藏")["B2"] = "二"
    book["深藏"].sheet_state = "veryHidden"
    book.save(path)


def with_libreoffice(source, path, kind):
    with tempfile.TemporaryDirectory() as work:
        profile = f"-env:UserInstallation=file://{work}/profile"
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", work, source],
            check=True, capture_output=True)
        made = pathlib.Path(work, source.stem).with_suffix("." + kind.split(":")[0])
        path.write_bytes(made.read_bytes())


if __name__ == "__main__":
    with_openpyxl(HERE / "openpyxl.xlsx")
    with_notes(HERE.parent / "broken-sums/input.xlsx", HERE / "noted.xlsx")
    with_xlsxwriter(HERE / "xlsxwriter.xlsx")
    with_libreoffice(HERE / "openpyxl.xlsx", HERE / "libreoffice.xlsx", "xlsx")
    for kind in ["ods", "xls", "html", "csv"]:
        with_libreoffice(HERE / "openpyxl.xlsx", HERE / f"libreoffice.{kind}", kind)
    for kind in ["ods", "xls"]:
        with_libreoffice(HERE.parent / "city/input.xlsx", HERE / f"city.{kind}", kind)
    city = json.loads((HERE.parent / "city/report.json").read_text("utf-8"))
    documents.word(Form("2021"), city, HERE / "city.docx")
    with_libreoffice(HERE / "city.docx", HERE / "libreoffice.docx", "docx")
    page = documents.page(Form("2021"), city, "gb2312", documents.nested)
    (HERE / "city.html").write_bytes(page.encode("gb18030"))
    with tempfile.TemporaryDirectory() as work:
        source = pathlib.Path(work, "office.xlsx")
        with_much_in_it(source)
        with_libreoffice(source, HERE / "office.ods", "ods")
        with_long_texts(source)
        with_libreoffice(source, HERE / "legacy.xls", "xls")
