"""A national form as its definition in Templates/Forms says it: figures, printed tables, relations."""
import json
import re
from collections import namedtuple
from pathlib import Path

DEFINITIONS = Path(__file__).resolve().parent.parent / "Templates/Forms"

Field = namedtuple("Field", "path kind")
Relation = namedtuple("Relation", "code left right")
# Rows and columns count from 0; a merge is (row, column, last row, last column), a cell holds a label or a Field.
Table = namedtuple("Table", "id title cells merges")


class Form:
    def __init__(self, id):
        self.definition = json.loads((DEFINITIONS / f"form-{id}.json").read_text("utf-8"))
        self.id = id
        self.tables = [printed(table) for table in self.definition["tables"]]
        self.fields = [cell for table in self.tables for _, cell in sorted(table.cells.items()) if isinstance(cell, Field)]
        self.kinds = dict(self.fields)

    def paths(self, prefix):
        """The figures below a row or block, from left to right."""
        return [path for path in self.kinds if path.startswith(prefix + ".")]

    def relations(self):
        """Every relation wherever it holds."""
        for rule in self.definition["relations"]:
            if any(term.startswith("previous.") for term in rule["left"] + rule["right"]): continue
            head, tail = rule["left"][0].split("*")
            for path in self.kinds:
                if path.startswith(head) and path.endswith(tail) and len(path) > len(head + tail):
                    at = path[len(head):len(path) - len(tail)]
                    yield Relation(rule["code"], self._terms(rule["left"], at), self._terms(rule["right"], at))

    def relation(self, code, total):
        """The one relation of a rule whose first term is this figure."""
        return next(r for r in self.relations() if r.code == code and r.left[0] == total)

    def totals(self):
        """What figures are the sum of others, and of which."""
        return {r.left[0]: r.right for r in self.relations() if len(r.left) == 1}

    def _terms(self, patterns, at):
        """The figures that terms name; `#` stands for any one id."""
        terms = [pattern.replace("*", at).replace(".", r"\.").replace("#", r"\w+") for pattern in patterns]
        return [path for term in terms for path in self.kinds if re.fullmatch(term, path)]

    def report(self, year, agency, narrative, figures, marks={}):
        """The report as JSON: everything the form asks for, null where it is not filled."""
        report = {"form": self.id, "year": year}
        report["agency"] = {entry["id"]: agency.get(entry["id"]) for entry in self.definition["agency"]}
        report["narrative"] = {entry["id"]: narrative.get(entry["id"]) for entry in self.definition["narrative"]}
        for path in self.kinds:
            *groups, last = path.split(".")
            node = report
            for group in groups: node = node.setdefault(group, {})
            node[last] = figures.get(path)
        return report | ({"marks": marks} if marks else {})

    def figures(self, report):
        """The figures of a report by path."""
        def value(path):
            node = report
            for step in path.split("."): node = node[step]
            return node
        return {path: value(path) for path in self.kinds}


def depth(nodes):
    return max((1 + depth(node.get("children", [])) for node in nodes), default=0)


def leaves(nodes, ids=()):
    """(ids from the outside in, node) of every leaf."""
    for node in nodes:
        own = ids + ((node["id"],) if "id" in node else ())
        yield from leaves(node["children"], own) if "children" in node else [(own, node)]


def printed(table):
    """A table as the notice prints it: its blocks under each other, groups merged over what they hold."""
    cells, merges, row = {}, [], 0
    width = max(len(list(leaves(block["columns"]))) for block in table["blocks"])

    def put(content, r, c, last_r, last_c):
        cells[r, c] = content
        if (r, c) != (last_r, last_c): merges.append((r, c, last_r, last_c))

    for block in table["blocks"]:
        labelled = any(node["label"] for node in block["rows"])
        label_columns = depth(block["rows"]) if labelled else 0
        header_rows = depth(block["columns"])
        columns = list(leaves(block["columns"]))
        rows = list(leaves(block["rows"]))
        # The last column takes what room the widest block leaves.
        last = [label_columns + c for c in range(len(columns))]
        last[-1] = label_columns + width - 1
        if "title" in block:
            put(block["title"], row, 0, row, label_columns + width - 1)
            row += 1
        if "corner" in block: put(block["corner"], row, 0, row + header_rows - 1, label_columns - 1)

        def heads(nodes, level, c):
            for node in nodes:
                count = len(list(leaves([node])))
                bottom = level if "children" in node else header_rows - 1
                put(node["label"], row + level, label_columns + c, row + bottom, last[c + count - 1])
                heads(node.get("children", []), level + 1, c)
                c += count

        def sides(nodes, level, r):
            for node in nodes:
                count = len(list(leaves([node])))
                right = level if "children" in node else label_columns - 1
                put(node["label"], row + r, level, row + r + count - 1, right)
                sides(node.get("children", []), level + 1, r)
                r += count

        heads(block["columns"], 0, 0)
        row += header_rows
        if labelled: sides(block["rows"], 0, 0)
        for ids, _ in rows:
            for c, (column, node) in enumerate(columns):
                path = ".".join((table["id"],) + ids + column)
                put(Field(path, node["kind"]), row, label_columns + c, row, last[c])
            row += 1
    return Table(table["id"], table["title"], cells, merges)
