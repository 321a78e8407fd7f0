"""Workbooks as plain values, and their way into a file by openpyxl, the same bytes each time."""
import re
import zipfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from form import Field


@dataclass(frozen=True)
class Formula:
    text: str
    value: object = None  # openpyxl stores none


@dataclass(frozen=True)
class Error:
    text: str


@dataclass
class Sheet:
    """Cells by (row, column) and merges (row, column, last row, last column), counted from 0.

    A cell holds a text, a number, a Formula, an Error, or the Field whose value is still to be put there.
    """
    name: str
    cells: dict = field(default_factory=dict)
    merges: list = field(default_factory=list)
    hidden: bool = False

    def place(self, table, row, column=0, label=lambda text: text):
        """Puts a printed table here; answers the row below it."""
        for (r, c), content in table.cells.items():
            self.cells[row + r, column + c] = content if isinstance(content, Field) else label(content)
        self.merges += [(row + a, column + b, row + c, column + d) for a, b, c, d in table.merges]
        return row + max(r for r, _ in table.cells) + 1

    def filled(self, content):
        """The sheet with what `content` gives for each field; where it gives None, the cell stays empty."""
        cells = {at: content(cell) if isinstance(cell, Field) else cell for at, cell in self.cells.items()}
        return replace(self, cells={at: cell for at, cell in cells.items() if cell is not None})


def address(row, column):
    return f"{get_column_letter(column + 1)}{row + 1}"


def raw(content):
    """What a file shows of a cell; openpyxl stores formulas without their values."""
    match content:
        case None: return ""
        case Formula(text): return "=" + text
        case Error(text): return text
        case _: return str(content)


def save(sheets, path):
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        page.sheet_state = "hidden" if sheet.hidden else "visible"
        for (row, column), content in sorted(sheet.cells.items()):
            cell = page.cell(row + 1, column + 1)
            match content:
                case Formula(text, _): cell.value = "=" + text
                case Error(text): cell.value = text
                case str():
                    cell.value, cell.data_type = content, "s"
                case _: cell.value = content
        for merge in sheet.merges:
            page.merge_cells(None, *(n + 1 for n in merge))
    book.save(path)
    steady(Path(path))


def steady(path):
    """Takes out the time of writing, which openpyxl puts into the properties and the zip."""
    with zipfile.ZipFile(path) as book:
        parts = [(name, book.read(name)) for name in book.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in parts:
            if name == "docProps/core.xml": data = re.sub(rb"(W3CDTF\">)[^<]+", rb"\g<1>2025-01-02T00:00:00Z", data)
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            book.writestr(entry, data)
