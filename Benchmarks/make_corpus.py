"""Filled workbooks of realistic size, half of them by XlsxWriter, half by openpyxl: make_corpus.py FOLDER COUNT

Sheets, labels and relations are those of Fixtures; borders stand around blank cells too, as agencies have them.
"""
import io
import json
import sys
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Fixtures"))

import layouts  # noqa: E402
import openpyxl  # noqa: E402
import xlsxwriter  # noqa: E402
from form import Field, Form  # noqa: E402
from openpyxl.styles import Alignment, Border, Side  # noqa: E402

FORM = Form("2021")
CITY = json.loads((HERE.parent / "Fixtures/city/report.json").read_text("utf-8"))
WORDS = "公开 政府 信息 申请 办理 机关 平台 制度 群众 回应 解读 政策 文件 目录 审查 培训 考核 监督 及时 规范 依法 全年 各单位 进一步 建立 完善".split()


def prose(random, length):
    text = ""
    while len(text) < length: text += "".join(random.choices(WORDS, k=random.randrange(4, 12))) + random.choice("，，，。")
    return "\n".join(text[start:start + 300] for start in range(0, length, 300))


def report(number):
    random = Random(number)
    factor = random.randrange(1, 20)
    figures = {path: value and value * factor for path, value in FORM.figures(CITY).items()}
    # Most agencies have few applications and blanks where nothing happened.
    if number % 3: figures = {path: value if value or random.random() < 0.6 else None for path, value in figures.items()}
    narrative = {key: prose(random, random.randrange(1500, 9000)) for key in ("overview", "problems", "other")}
    agency = CITY["agency"] | {"name": f"望川市第{number}局"}
    return FORM.report(2024, agency, narrative, figures), figures


def sheets(number):
    layout = [layouts.sheet_per_table, layouts.shifted, layouts.one_page, layouts.sheet_per_table][number % 4]
    made, figures = report(number)
    return [(sheet.filled(lambda field: figures[field.path]), sheet) for sheet in layout(FORM, made)]


def is_framed(sheet, at): return isinstance(sheet.cells[at], Field)


def by_xlsxwriter(plan, path):
    with xlsxwriter.Workbook(path) as book:
        framed = book.add_format({"border": 1, "align": "center", "valign": "vcenter"})
        written = book.add_format({"text_wrap": True})
        for filled, sheet in plan:
            page = book.add_worksheet(sheet.name)
            page.set_column(0, 12, 11)
            for row, column, last_row, last_column in sheet.merges: page.merge_range(row, column, last_row, last_column, None, framed)
            for at in sheet.cells: page.write(*at, filled.cells.get(at), framed if is_framed(sheet, at) else written)


def by_openpyxl(plan, path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    side = Side(style="thin")
    border, middle, wrapped = Border(side, side, side, side), Alignment("center", "center"), Alignment(wrap_text=True)
    for filled, sheet in plan:
        page = book.create_sheet(sheet.name)
        for row, column in sheet.cells:
            cell = page.cell(row + 1, column + 1, filled.cells.get((row, column)))
            if is_framed(sheet, (row, column)): cell.border, cell.alignment = border, middle
            else: cell.alignment = wrapped
        for merge in sheet.merges: page.merge_cells(None, *(n + 1 for n in merge))
    book.save(path)


def main(folder, count):
    folder.mkdir(parents=True, exist_ok=True)
    # Beyond a thousand the content repeats: what is measured is how many there are.
    different = {}
    for number in range(count):
        path = folder / f"{number:05}.xlsx"
        if number >= 1000:
            path.write_bytes(different[number % 1000])
            continue
        buffer = io.BytesIO()
        (by_xlsxwriter if number % 2 else by_openpyxl)(sheets(number), buffer)
        different[number] = buffer.getvalue()
        path.write_bytes(different[number])


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
