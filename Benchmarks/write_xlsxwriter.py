"""Workbooks written by XlsxWriter, after plans (plans.py): write_xlsxwriter.py FOLDER < paths of plans"""
import sys
from datetime import datetime
from pathlib import Path

import xlsxwriter


def look(font, size, colour, bold, wrap, horizontal, vertical, rotation, border, background, number, unlocked):
    properties = {
        "font_name": font, "font_size": float(size), "bold": int(bold), "text_wrap": int(wrap), "align": horizontal,
        "valign": {"center": "vcenter"}.get(vertical, vertical), "rotation": int(rotation), "border": int(border),
        "num_format": number, "locked": not int(unlocked),
    }
    if colour: properties["font_color"] = "#" + colour
    if background: properties["bg_color"] = "#" + background
    return properties


def number(text): return float(text) if "." in text or "e" in text else int(text)


def begin(sheet, landscape, row, column):
    sheet.set_paper(9)
    sheet.set_margins(0.6, 0.6, 0.8, 0.8)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    if landscape: sheet.set_landscape()
    if row or column: sheet.freeze_panes(row, column)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def rule(kind, least, most, title, hint, refusal):
    if kind == "any": return {"validate": "any", "input_title": title, "input_message": hint}
    return {
        "validate": kind, "criteria": "between", "minimum": int(least), "maximum": int(most), "input_title": title,
        "input_message": hint, "error_title": refusal, "error_message": hint,
    }


def write(plan, path):
    book = xlsxwriter.Workbook(path)
    alarm = book.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006"})
    formats, sheet = [], None
    for record in plan.split("\x1e")[:-1]:
        what, *fields = record.split("\x1f")
        match what:
            case "property" if fields[0] == "title": book.set_properties({"title": fields[1], "created": datetime(2021, 1, 1)})
            case "property": book.set_custom_property(fields[0], int(fields[1]) if fields[0] == "year" else fields[1])
            case "format": formats.append(book.add_format(look(*fields)))
            case "sheet":
                sheet = book.add_worksheet(fields[0])
                begin(sheet, *map(int, fields[1:]))
            case "width": sheet.set_column(int(fields[0]), int(fields[0]), float(fields[1]))
            case "height": sheet.set_row(int(fields[0]), float(fields[1]))
            case "merge": sheet.merge_range(*map(int, fields[:4]), "", formats[int(fields[4])])
            case "blank": sheet.write_blank(int(fields[0]), int(fields[1]), None, formats[int(fields[2])])
            case "text": sheet.write_string(int(fields[0]), int(fields[1]), fields[3], formats[int(fields[2])])
            case "number": sheet.write_number(int(fields[0]), int(fields[1]), number(fields[3]), formats[int(fields[2])])
            case "formula": sheet.write_formula(int(fields[0]), int(fields[1]), fields[3], formats[int(fields[2])], fields[4])
            case "sum": sheet.write_formula(int(fields[0]), int(fields[1]), fields[3], formats[int(fields[2])], number(fields[4]))
            case "rule": sheet.data_validation(*map(int, fields[:4]), rule(*fields[4:]))
            case "alarm":
                condition = {"type": "formula", "criteria": fields[5], "format": alarm}
                if " " in fields[4]: condition["multi_range"] = fields[4]
                sheet.conditional_format(*map(int, fields[:4]), condition)
            case "print": sheet.print_area(*map(int, fields))
            case "repeat": sheet.repeat_rows(*map(int, fields))
            case "name": book.define_name(*fields)
    book.close()


for path in map(Path, sys.stdin.read().split("\n")[:-1]):
    write(path.read_text("utf-8"), str(Path(sys.argv[1]) / path.with_suffix(".xlsx").name))
