"""What an office of a city may get in January: workbooks of many shapes, with known defects."""
import shutil
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random

import openpyxl
import workbook
from cases import FORM
from cli import ROOT, blank
from form import Field
from layouts import TABLE_SHEETS, sheet_per_table

YEAR = 2024
PROSE = {
    "preface": "本报告按照有关规定编制。",
    "overview": "本年度围绕中心工作推进政务公开，主动公开、依申请公开、信息管理、平台建设和监督保障各项工作都按要求完成。",
    "problems": "主要问题是答复的说理还不够充分，下一步将加强培训和指导。", "other": "本年度没有收取信息处理费。",
}
KINDS = ["fit", "fit", "errors", "fit", "warnings", "missing", "twice", "fit", "otherYear", "xls", "otherForm", "fit", "untouched",
         "locked", "fit", "truncated", "copy", "fit", "doubtful", "ods"]
# As people shorten them; what is before the colon stands on the roster.
SPELLINGS = [lambda n: n, lambda n: n.removeprefix("望川市"), lambda n: "江西省" + n, lambda n: n[:3] + " " + n[3:],
             lambda n: n.replace("监督管理局", "监管局"), lambda n: n + "（试点）"]


@dataclass
class Collected:
    folder: Path
    roster: Path
    # By the roster's name: what the board must say, and the workbook (as xlsx) that is added up.
    states: dict = field(default_factory=dict)
    added: dict = field(default_factory=dict)
    form: object = FORM["2021"]


def figures(random, form):
    """Figures in which every relation holds; some are blank, some marks."""
    values = {path: random.choice([0, 0, 0, 1, 2, random.randrange(200)]) for path in form.kinds}
    columns = [path.split(".")[-1] for path in form.paths("requests.received")]
    for _ in range(2):
        for total, parts in form.totals().items(): values[total] = sum(values[part] for part in parts)
    for column in columns:
        over, forward = 0, random.randrange(3) if column != "total" else 0
        values[f"requests.carriedOver.{column}"], values[f"requests.carriedForward.{column}"] = over, forward
        values[f"requests.received.{column}"] = values[f"requests.results.total.{column}"] + forward
    for _ in range(2):
        for total, parts in form.totals().items(): values[total] = sum(values[part] for part in parts)
    for path, kind in form.kinds.items():
        if kind == "amount": values[path] = Decimal(random.randrange(1_000_000)).scaleb(-random.randrange(5))
        if path.startswith("proactive.regulations"): values[path] = random.choice([None, 0, "/"])
        if path.startswith("proactive.coercion") and random.random() < .5: values[path] = None
        if path.startswith("proactive.change"): values[path] = 0
    if random.random() < .3:
        values |= dict.fromkeys(form.paths("disputes.litigationAfterReview"), random.choice([None, "/"]))
    return values


def save(path, form, name, values, year=YEAR, prose=PROSE):
    report = form.report(year, {"name": name}, prose, {})
    sheets = [sheet.filled(lambda field: values.get(field.path)) for sheet in sheet_per_table(form, report)]
    for sheet in sheets:
        sheet.cells = {at: float(cell) if isinstance(cell, Decimal) else cell for at, cell in sheet.cells.items()}
    workbook.save(sheets, path)
    return path


def collect(folder, soffice, count=60, seed=6):
    """Files for `count` agencies, and what an office must find in them."""
    random, form = Random(seed), FORM["2021"]
    inbox, stock = folder / "收件", folder / "stock"
    for each in (inbox / "一科", stock): each.mkdir(parents=True)
    fields = ["财政", "民政", "教育", "水利", "统计", "审计", "司法", "信访", "市场监督管理", "城市管理"]
    names = [f"望川市{fields[n]}局" for n in range(10)] + [f"望川市第{n}街道办事处" for n in range(10, count)]
    collected = Collected(inbox, folder / "名单.xlsx")
    others, zipped = [], []
    for n, name in enumerate(names):
        kind = KINDS[n % len(KINDS)]
        values = figures(random, form)
        spelt = SPELLINGS[n % len(SPELLINGS)](name)
        base = f"{n:03}-{name}" if kind in ("locked", "truncated") else f"{n:03}"
        path = (inbox / "一科" if n % 3 else inbox) / f"{base}.xlsx"
        state, added = "fit", True
        match kind:
            case "missing": state, added = "missing", False
            case "untouched":
                blank("2021", path, YEAR, spelt)
                state, added = "untouched", False
            case "locked": shutil.copy(ROOT / "Fixtures/programs/locked.xlsx", path)
            case "truncated": path.write_bytes(save(stock / f"{n}.xlsx", form, spelt, values).read_bytes()[:-3000])
            case "otherYear":
                save(path, form, spelt, values, year=YEAR - 1)
                state, added = "otherYear", False
            case "otherForm":
                save(path, FORM["2019"], spelt, figures(random, FORM["2019"]))
                state, added = "otherForm", False
            case "errors":
                values["requests.results.granted.total"] += 5
                save(path, form, spelt, values)
                state = "errors"
            case "warnings":
                save(path, form, spelt, values, prose=PROSE | {"other": None})
                state = "warnings"
            case "doubtful":
                save(path, form, name.replace("街道办事处", "社区"), values)
                state = "doubtful"
            case "twice" | "copy":
                save(path, form, spelt, values)
                more = figures(random, form) if kind == "twice" else values
                save(path.with_stem(base + "_改"), form, spelt, more)
                state = "twice"
            case "xls" | "ods":
                others.append((save(stock / f"{n:03}.xlsx", form, spelt, values), path.parent, kind))
                path = stock / f"{n:03}.xlsx"
            case "fit":
                save(path, form, spelt, values)
                if n % 2: zipped.append(path)
        if kind in ("locked", "truncated"): state, added = "unreadable", False
        collected.states[name] = state
        if added: collected.added[name] = path
    save(inbox / "外单位.xlsx", form, "南山县气象台", figures(random, form))
    collected.added["南山县气象台"] = inbox / "外单位.xlsx"
    for extension in ("xls", "ods"):
        files = {file: parent for file, parent, kind in others if kind == extension}
        for file, made in soffice(files, extension).items() if files else (): shutil.move(made, files[file] / made.name)
    with zipfile.ZipFile(inbox / "二科.zip", "w") as package:
        for path in zipped:
            package.write(path, "二科/" + path.name)
            moved = stock / path.name
            shutil.move(path, moved)
            collected.added = {name: moved if file == path else file for name, file in collected.added.items()}
    book = openpyxl.Workbook()
    book.active["B2"], book.active["A2"] = "单位名称", "序号"
    for row, name in enumerate(names, 3): book.active.cell(row, 2, name).offset(0, -1).value = row - 2
    book.save(collected.roster)
    return collected


def cells(path, form):
    """What stands in the cell of each figure, by openpyxl alone."""
    book, found = openpyxl.load_workbook(path, data_only=True), {}
    for table, name in zip(form.tables, TABLE_SHEETS):
        for (row, column), cell in table.cells.items():
            if isinstance(cell, Field): found[cell.path] = book[name].cell(row + 2, column + 1).value
    return found


def added_up(collected):
    """Each figure's sum, and how many left it blank."""
    books = [cells(path, collected.form) for path in collected.added.values()]
    sums, blanks = {}, {}
    for path in collected.form.kinds:
        values = [Decimal(str(book[path])) for book in books if isinstance(book[path], (int, float))]
        sums[path] = sum(values) if values else None
        blanks[path] = sum(book[path] is None for book in books)
    return sums, blanks
