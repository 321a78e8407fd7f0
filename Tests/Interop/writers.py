"""The same sheets by different programs."""
import re

import xlsxwriter

import workbook
from workbook import Formula


def by_openpyxl(sheets, path):
    """openpyxl writes text as it stands, so what reads like an escape is escaped before."""
    def escaped(content):
        return re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", content) if isinstance(content, str) else content
    for sheet in sheets:
        sheet.cells = {at: escaped(content) for at, content in sheet.cells.items()}
    workbook.save(sheets, path)


def by_xlsxwriter(sheets, path):
    with xlsxwriter.Workbook(path) as book:
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            for row, column, last_row, last_column in sheet.merges:
                page.merge_range(row, column, last_row, last_column, None)
            for (row, column), content in sorted(sheet.cells.items()):
                match content:
                    case str(): page.write_string(row, column, content)
                    case Formula(text, value): page.write_formula(row, column, "=" + text, None, value)
                    case _: page.write_number(row, column, content)
            if sheet.hidden: page.hide()


WRITERS = {"openpyxl": by_openpyxl, "XlsxWriter": by_xlsxwriter}
