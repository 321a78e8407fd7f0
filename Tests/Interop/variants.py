"""The ways in which agencies and programs change the same report."""
import re
from dataclasses import dataclass, replace
from decimal import Decimal

import layouts
from workbook import Formula


# What stands in a cell for a figure.

def bare(value, kind):
    return float(value) if isinstance(value, Decimal) else value


def text(value, kind):
    return f" {value} " if value % 2 else f"{value}\u00a0"


def full_width(value, kind):
    return "".join(chr(ord(c) + 0xFEE0) for c in str(value))


def thousands(value, kind):
    return f"{value:,}"


def units(value, kind):
    return f"{value * 10000:f}元" if kind == "amount" else f"{value}件" if kind == "count" else f"{value:+}项"


def scientific(value, kind):
    return f"{Decimal(value):E}"


def computed(value, kind):
    return Formula(f"{value}+0", bare(value, kind))


# Labels as they are retyped.

def loose(label):
    for printed, typed in [
        ("（本列", "(本列"), ("（一）", "(一) "), ("（二）", "二、"), ("（三）", "（三）\n"), ("（四）", "㈣"), ("（五）", "(5)"), ("（八）", "(八)"),
        ("1.", "1、"), ("2.", "②"), ("3.", "3．"), ("4.", "4 . "), ("“", "\""), ("”", "\""), ("自然人", "自 然 人"), ("商业企业", "商业\n企业"),
        ("社会公益组织", "社会公益\r\n组织"), ("结果维持", "结果\n维持"), ("现行有效件数", "现行有效件数："), ("单位：万元", "单位: 万元"), ("总计", "总　计"),
    ]:
        label = label.replace(printed, typed)
    return f" {label}"


def unmarked(label):
    return re.sub(r"^(（[一二三四五六七]）|\d\.|[一二三四五六]、)", "", label)


# Sheets as they are worked over. All of them are given the sheets of tables only.

def insert(sheet, at, axis):
    """An empty row (axis 0) or column (axis 1); merges that it cuts grow."""
    def moved(n): return n + (n >= at)
    cells = {(moved(r), c) if axis == 0 else (r, moved(c)): content for (r, c), content in sheet.cells.items()}
    merges = [tuple(moved(n) if i % 2 == axis else n for i, n in enumerate(merge)) for merge in sheet.merges]
    return replace(sheet, cells=cells, merges=merges)


def helper_columns(sheet):
    for at in (6, 3, 1): sheet = insert(sheet, at, axis=1)
    return sheet


def empty_rows(sheet):
    for at in (20, 9, 5, 2, 1): sheet = insert(sheet, at, axis=0)
    return sheet


def numbered(sheet):
    """A column of running numbers before the table."""
    sheet = insert(sheet, 0, axis=1)
    rows = sorted({r for r, _ in sheet.cells})
    return replace(sheet, cells=sheet.cells | {(row, 0): n for n, row in enumerate(rows)})


def side_notes(sheet):
    """A checker's sums and remarks right of the table and below it."""
    right = max(c for _, c in sheet.cells) + 1
    bottom = max(r for r, _ in sheet.cells) + 1
    notes = {(1, right): "核对", (2, right + 1): "上年总计", (bottom, 0): "注：总计应等于各项之和", (bottom + 1, 0): "填表人：李明　审核人：王芳"}
    notes |= {(row, right + 1): row * 7 for row in range(3, bottom)} | {(row, right): "√" for row in range(3, bottom)}
    return replace(sheet, cells=sheet.cells | notes)


def unmerged(sheet):
    return replace(sheet, merges=[])


@dataclass
class Variant:
    layout: object = layouts.sheet_per_table
    dress: object = bare
    label: object = layouts.same
    arrange: tuple = ()
    # What stands where nothing is filled.
    blank: object = None

    def sheets(self, form, report):
        figures, marks = form.figures(report), report.get("marks", {})

        def content(field):
            if field.path in marks: return marks[field.path]
            value = figures[field.path]
            return self.blank if value is None else self.dress(value, field.kind)

        first, *tables = self.layout(form, report, self.label)
        if not tables: first, tables = None, [first]
        for change in self.arrange: tables = [change(sheet) for sheet in tables]
        return [sheet.filled(content) for sheet in [first] * (first is not None) + tables]


VARIANTS = {
    "sheet-per-table": Variant(),
    "one-page": Variant(layouts.one_page),
    "shifted": Variant(layouts.shifted),
    "side-by-side": Variant(layouts.side_by_side),
    "text": Variant(dress=text, blank=" "),
    "full-width": Variant(layouts.one_page, full_width, blank="　"),
    "thousands": Variant(dress=thousands),
    "units": Variant(dress=units),
    "scientific": Variant(dress=scientific),
    "loose-labels": Variant(label=loose),
    "no-list-marks": Variant(layouts.one_page, label=unmarked),
    "helper-columns": Variant(arrange=(helper_columns,)),
    "empty-rows": Variant(arrange=(empty_rows,)),
    "numbered": Variant(arrange=(numbered,)),
    "side-notes": Variant(arrange=(side_notes,)),
    "unmerged": Variant(arrange=(unmerged,)),
    "unmerged-page": Variant(layouts.one_page, arrange=(unmerged,)),
    "everything": Variant(layouts.shifted, text, loose, (helper_columns, empty_rows, side_notes), " "),
    "formulas": Variant(dress=computed, blank=Formula('""', "")),
}
