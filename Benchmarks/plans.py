"""What stands in a workbook, as a plan for the programs that write it again: plan(path).

Records end with U+001E, their fields are apart by U+001F; the first field says what it is. Rows and columns count from 0.
Formats are numbered as the cells meet them, so that two workbooks that look alike give the same plan.

    property  name, text                     title, or a custom property
    format    font, size, colour, bold, wrap, horizontal, vertical, rotation, border, background, number format, unlocked
    sheet     name, landscape, freeze row, freeze column
    width     column, width                  height   row, height
    merge     row, column, last row, last column, format
    blank     row, column, format            text     row, column, format, text
    number    row, column, format, value
    formula   row, column, format, formula, text         sum  row, column, format, formula, value
    rule      row, column, last row, last column, kind, least, most, title, hint, refusal
    alarm     row, column, last row, last column, ranges, formula
    print     row, column, last row, last column         repeat   row, last row
    name      name, formula
"""
import openpyxl
from openpyxl.utils import range_boundaries


def bounds(reference):
    column, row, last_column, last_row = range_boundaries(reference)
    return row - 1, column - 1, last_row - 1, last_column - 1


def colour(value): return value.rgb[2:] if value is not None and isinstance(value.rgb, str) else ""


def looks(cell):
    font, alignment = cell.font, cell.alignment
    background = colour(cell.fill.fgColor) if cell.fill.fill_type else ""
    return (
        font.name, font.size, colour(font.color), int(font.bold), int(bool(alignment.wrap_text)), alignment.horizontal or "",
        # 255 stands for characters upright under each other, which both libraries call 270.
        alignment.vertical or "", {255: 270}.get(alignment.textRotation, alignment.textRotation),
        int(cell.border.left.style == "thin"), background, cell.number_format, int(not cell.protection.locked),
    )


def plan(path):
    formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    formats, sheets = {}, []
    for sheet in formulas: sheets += records(sheet, values[sheet.title], formats)
    head = [("property", "title", formulas.properties.title)]
    head += [("property", entry.name, entry.value) for entry in formulas.custom_doc_props]
    head += [("format", *look) for look in formats]
    names = [("name", name, "=" + entry.attr_text) for name, entry in sorted(formulas.defined_names.items())]
    return "".join("\x1f".join(map(str, record)) + "\x1e" for record in head + sheets + names)


def records(sheet, values, formats):
    def number(cell): return formats.setdefault(looks(cell), len(formats))

    row, column = range_boundaries(sheet.freeze_panes)[1::-1] if sheet.freeze_panes else (1, 1)
    yield "sheet", sheet.title, int(sheet.page_setup.orientation == "landscape"), row - 1, column - 1
    for dimension in sheet.column_dimensions.values():
        # The library adds what a cell's edges take of a width: 5 pixels of 7 a character.
        for column in range(dimension.min - 1, dimension.max): yield "width", column, round(dimension.width - 5 / 7, 2)
    for row, dimension in sorted(sheet.row_dimensions.items()):
        # XlsxWriter rounds to pixels, three quarters of a point.
        if dimension.height: yield "height", row - 1, round(dimension.height)
    merges = {merge.coord.split(":")[0]: merge.coord for merge in sheet.merged_cells.ranges}
    inside = {at for merge in merges.values() for row in sheet[merge] for at in (cell.coordinate for cell in row)} - set(merges)
    for (row, column), cell in sorted(sheet._cells.items()):
        if cell.coordinate in inside: continue
        at = (row - 1, column - 1, number(cell))
        if cell.coordinate in merges: yield "merge", *bounds(merges[cell.coordinate]), at[2]
        result = values.cell(row, column).value
        if cell.value is None: yield "blank", *at
        elif cell.data_type == "n": yield "number", *at, cell.value
        elif cell.data_type != "f": yield "text", *at, cell.value
        elif isinstance(result, (int, float)): yield "sum", *at, cell.value, result
        else: yield "formula", *at, cell.value, result or ""
    for rule in sorted(sheet.data_validations.dataValidation, key=lambda rule: str(rule.sqref)):
        limits = (rule.type or "any", rule.formula1 or "", rule.formula2 or "")
        yield "rule", *bounds(str(rule.sqref)), *limits, rule.promptTitle or "", rule.prompt or "", rule.errorTitle or ""
    for alarm in sorted(sheet.conditional_formatting, key=lambda alarm: str(alarm.sqref)):
        ranges = str(alarm.sqref)
        for rule in sorted(alarm.rules, key=lambda rule: rule.formula): yield "alarm", *bounds(ranges.split()[0]), ranges, "=" + rule.formula[0]
    if sheet.print_area: yield "print", *bounds(sheet.print_area.split("!")[-1])
    if sheet.print_title_rows: yield "repeat", *(int(row) - 1 for row in sheet.print_title_rows.replace("$", "").split(":"))
