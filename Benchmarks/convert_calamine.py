"""The same work on python-calamine, as a competent office programmer would write it: labels find the cells of the three
tables of form 2021, sums are checked, a report is printed a line. It knows the labels as they are printed and nothing of
alternative spellings, renamed rows, marks, units or other forms: convert_calamine.py < paths
"""
import json
import re
import sys
from pathlib import Path

from python_calamine import CalamineWorkbook

DEFINITION = json.loads((Path(__file__).resolve().parent.parent / "Templates/Forms/form-2021.json").read_text("utf-8"))


def key(text): return re.sub(r"^(（[一二三四五六七八九]）|\d+\.|[一二三四五六]、)|[\s“”]", "", text.strip())


def leaves(nodes, ids=()):
    for node in nodes:
        own = ids + ((node["id"],) if "id" in node else ())
        if "children" in node: yield from leaves(node["children"], own)
        else: yield own, key(node["label"])


BLOCKS = [
    (table["id"], list(leaves(block["rows"])), list(leaves(block["columns"])))
    for table in DEFINITION["tables"] for block in table["blocks"]
]
SECTIONS = {key(entry["label"]): ("narrative", entry["id"]) for entry in DEFINITION["narrative"]}
SECTIONS |= {key(entry["label"]): ("agency", entry["id"]) for entry in DEFINITION["agency"]}


def number(value):
    if value in ("", None): return None
    if isinstance(value, str):
        value = value.strip().replace(",", "")
        try: value = float(value)
        except ValueError: return None
    return int(value) if value == int(value) else value


def header(labels, columns, used):
    """The row whose labels have the columns in this order, and where they stand."""
    for r, row in enumerate(labels):
        if (r, columns[0][1]) in used: continue
        places, at = [], 0
        for _, label in columns:
            try: at = row.index(label, at)
            except ValueError: break
            places.append(at)
            at += 1
        if len(places) == len(columns): return r, places
    return None


def read_tables(sheets, report):
    for table, rows, columns in BLOCKS:
        for labels, values in sheets:
            # A merged header stands in the first of its rows: the lowest row gives the columns, those above the rest.
            joined = [[lower or upper for lower, upper in zip(row, [""] * len(row) if not r else labels[r - 1])] for r, row in enumerate(labels)]
            used = report["used"].setdefault(id(labels), set())
            found = header(joined, columns, used)
            if not found: continue
            top, places = found
            used.add((top, columns[0][1]))
            r = top
            for ids, label in rows:
                r = next((n for n in range(r + 1, len(labels)) if not label or label in labels[n][:places[0]]), None)
                if r is None: break
                for (column, _), place in zip(columns, places):
                    report["figures"][".".join((table,) + ids + column)] = number(values[r][place])
            break


def read_text(sheets, report):
    for labels, values in sheets:
        for r, row in enumerate(labels):
            for c, label in enumerate(row):
                if label in SECTIONS and c + 1 < len(row) and values[r][c + 1] != "":
                    group, id = SECTIONS[label]
                    report[group][id] = str(values[r][c + 1])
                elif label in SECTIONS:
                    group, id = SECTIONS[label]
                    below = [key_row[0] for key_row in labels[r + 1:]]
                    end = next((n for n, text in enumerate(below, r + 1) if not text or text in SECTIONS), len(values))
                    report[group][id] = "\n".join(str(line[0]) for line in values[r + 1:end])
                elif label == "年度" or label == "报告年度": report["year"] = number(values[r][c + 1])
                elif match := re.fullmatch(r"(.+?)(20\d\d)年政府信息公开工作年度报告", label):
                    report["agency"]["name"], report["year"] = match[1], int(match[2])


def check(figures):
    problems = []
    columns = "naturalPerson business research publicInterest legalService otherOrganization".split()
    rows = {path.rpartition(".")[0] for path in figures if path.startswith("requests.")}
    def get(path): return figures.get(path) or 0
    for row in rows:
        if sum(get(f"{row}.{column}") for column in columns) != get(f"{row}.total"): problems.append(f"R301 {row}")
    for column in columns + ["total"]:
        parts = sum(get(f"{row}.{column}") for row in rows if row.startswith("requests.results.") and row != "requests.results.total")
        if parts != get(f"requests.results.total.{column}"): problems.append(f"R302 {column}")
        if get(f"requests.received.{column}") + get(f"requests.carriedOver.{column}") != parts + get(f"requests.carriedForward.{column}"):
            problems.append(f"R303 {column}")
    for block in ("review", "litigationDirect", "litigationAfterReview"):
        parts = sum(get(f"disputes.{block}.{part}") for part in ("upheld", "corrected", "otherResult", "pending"))
        if parts != get(f"disputes.{block}.total"): problems.append(f"R401 {block}")
    return problems


def nested(figures):
    tree = {}
    for path, value in figures.items():
        *groups, last = path.split(".")
        node = tree
        for group in groups: node = node.setdefault(group, {})
        node[last] = value
    return tree


def main():
    unread = 0
    for path in sys.stdin.read().split("\n")[:-1]:
        book = CalamineWorkbook.from_path(path)
        sheets = []
        for name in book.sheet_names:
            values = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            sheets.append(([[key(cell) if isinstance(cell, str) else "" for cell in row] for row in values], values))
        report = {"agency": {}, "narrative": {}, "year": None, "figures": {}, "used": {}}
        read_tables(sheets, report)
        read_text(sheets, report)
        unread += len(report["figures"]) != 200
        line = {"file": path, "form": "2021", "year": report["year"], "agency": report["agency"], "narrative": report["narrative"]}
        line |= nested(report["figures"]) | {"problems": check(report["figures"])}
        print(json.dumps(line, ensure_ascii=False))
    if unread: print(f"{unread} reports lack figures", file=sys.stderr)


main()
