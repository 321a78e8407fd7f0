"""How agencies lay a report out, as sheets whose figures are still to be put in."""
from workbook import Sheet

TABLE_SHEETS = ["主动公开", "依申请公开", "复议诉讼"]


def same(label):
    return label


def cover(form, report, name="基本信息", label=same):
    """Label and value beside each other: who, which year, and the written sections."""
    sheet = Sheet(name)
    entries = [(entry["label"], report["agency"][entry["id"]]) for entry in form.definition["agency"]]
    entries.insert(1, (form.definition["year"]["label"], report["year"]))
    entries += [(entry["label"], report["narrative"][entry["id"]]) for entry in form.definition["narrative"]]
    for row, (key, value) in enumerate(entries):
        sheet.cells[row, 0], sheet.cells[row, 1] = label(key), value
    sheet.cells = {at: content for at, content in sheet.cells.items() if content is not None}
    return sheet


def table_sheet(table, name, row=0, column=0, label=same):
    sheet = Sheet(name, {(row, column): label(table.title)})
    sheet.place(table, row + 1, column, label)
    return sheet


def sheet_per_table(form, report, label=same):
    return [cover(form, report, label=label)] + [table_sheet(t, n, label=label) for t, n in zip(form.tables, TABLE_SHEETS)]


def shifted(form, report, label=same):
    """Lower and further right, under a line of the filler's own."""
    sheets = [cover(form, report, "说明", label)]
    for number, table in enumerate(form.tables, 1):
        sheet = table_sheet(table, f"表{number}", 3, 2, label)
        sheet.cells[1, 2] = "填报单位：" + report["agency"]["name"]
        sheet.cells[1, 5] = "填表日期：" + str(report["year"] + 1) + "年1月15日"
        sheets.append(sheet)
    return sheets


def one_page(form, report, label=same):
    """The whole report on one sheet as it is printed: title, sections and tables under each other."""
    sheet = Sheet("年报", {(0, 0): f"{report['agency']['name']}{report['year']}年{form.definition['title']}"}, [(0, 0, 0, 9)])
    row = 2

    def written(ids):
        nonlocal row
        for entry in form.definition["narrative"]:
            if entry["id"] not in ids or report["narrative"][entry["id"]] is None: continue
            paragraphs = report["narrative"][entry["id"]].split("\n")
            for text in [label(entry["label"])] + paragraphs:
                sheet.cells[row, 0] = text
                row += 1
        row += 1

    written({"preface", "overview"})
    for table in form.tables:
        sheet.cells[row, 0] = label(table.title)
        row = sheet.place(table, row + 1, label=label) + 1
    written({"problems", "other"})
    return [sheet]


def side_by_side(form, report, label=same):
    """All tables beside each other under one title."""
    sheet = Sheet("年报", {(0, 0): f"{report['agency']['name']}{report['year']}年{form.definition['title']}"})
    column = 0
    for table in form.tables:
        sheet.cells[2, column] = label(table.title)
        sheet.place(table, 3, column, label)
        column += max(c for _, c in table.cells) + 3
    return [sheet]
