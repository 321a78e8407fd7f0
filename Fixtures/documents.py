"""A report laid out as agencies publish it: as a Word document, as a web page. Needs python-docx."""
from decimal import Decimal
from html import escape

import docx

from form import Field


def shown(report, field, figures):
    """What stands in a figure's cell."""
    mark = report.get("marks", {}).get(field.path)
    value = figures[field.path]
    return mark or ("" if value is None else f"{value:f}" if isinstance(value, Decimal) else f"{value}")


def sections(form, report):
    """(heading, paragraphs, table) in the order of the notice; the first has no heading."""
    narrative = {entry["id"]: entry["label"] for entry in form.definition["narrative"]}
    def written(id): return (None if id == "preface" else narrative[id], (report["narrative"][id] or "").split("\n"), None)
    yield from map(written, ("preface", "overview"))
    yield from ((table.title, [], table) for table in form.tables)
    yield from map(written, ("problems", "other"))


def title(form, report):
    return f"{report['agency']['name']}{report['year']}年{form.definition['title']}"


def grid(table):
    """Rows of (column, content, width, height); what a merge covers is left out."""
    spans = {(a, b): (d - b + 1, c - a + 1) for a, b, c, d in table.merges}
    covered = {(r, c) for a, b, e, d in table.merges for r in range(a, e + 1) for c in range(b, d + 1)} - set(spans)
    width = 1 + max(max(c for _, c in table.cells), max((d for *_, d in table.merges), default=0))
    for row in range(1 + max(r for r, _ in table.cells)):
        yield [(c, table.cells.get((row, c), ""), *spans.get((row, c), (1, 1))) for c in range(width) if (row, c) not in covered]


# Word

def word(form, report, path, lines=None, heading=lambda document, text: document.add_heading(text, 1), arrange=lambda document: None):
    """The report as a .docx; `lines` are those of its title."""
    document = docx.Document()
    for line in lines or [title(form, report)]: document.add_paragraph(line)
    figures = form.figures(report)
    for label, paragraphs, table in sections(form, report):
        if label: heading(document, label)
        for paragraph in filter(None, paragraphs): document.add_paragraph("　　" + paragraph)
        if table: word_table(document, table, lambda field: shown(report, field, figures))
    arrange(document)
    document.save(path)


def word_table(document, table, content):
    rows = list(grid(table))
    width = max(c + w for row in rows for c, _, w, _ in row)
    made = document.add_table(len(rows), width)
    for r, row in enumerate(rows):
        for c, cell, w, h in row:
            # A header's text may be broken over lines.
            text = content(cell) if isinstance(cell, Field) else cell
            place = made.cell(r, c)
            if (w, h) != (1, 1): place = place.merge(made.cell(r + h - 1, c + w - 1))
            place.text = text[:2] + "\n" + text[2:] if w == h == 1 and len(text) == 4 and not isinstance(cell, Field) else text


# Web pages

def page(form, report, charset=None, wrap=lambda article: article, end_tags=True, heading="p"):
    """The report as a page of a government's site, as text."""
    figures = form.figures(report)
    close = (lambda name: f"</{name}>") if end_tags else (lambda name: "")
    parts = [f"<h1>{escape(title(form, report))}{close('h1')}"]
    parts.append("<div class=info>发布时间：2025-01-20&nbsp;&nbsp;来源：办公室　字号：[<a href=#>大</a> <a href=#>小</a>] <a href=#>打印</a></div>")
    for label, paragraphs, table in sections(form, report):
        if label: parts.append(f"<{heading}><strong>{escape(label)}</strong>{close(heading)}")
        parts += [f"<p>&nbsp;&nbsp;&nbsp; {escape(text)}{close('p')}" for text in filter(None, paragraphs)]
        if table: parts.append(html_table(table, lambda field: shown(report, field, figures), close))
    parts.append("<div>扫一扫在手机打开当前页 <a href=#>关闭窗口</a></div>")
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    return f"""<!DOCTYPE html>
<html><head>{declared}<title>{escape(title(form, report))}_望川市人民政府</title>
<style>td {{ border: 1px }}</style><script>document.write("<table><tr><td>自然人</td></tr></table>")</script></head>
<body><!-- 一、总体情况 --><div>当前位置：<a href=#>首页</a> &gt; 政府信息公开年报</div>
{wrap(chr(10).join(parts))}
<div>主办单位：望川市人民政府办公室 地址：望川市某路9号<br>版权所有 赣ICP备00000000号</div></body></html>
"""


def nested(article):
    """As sites were built: tables around everything."""
    return (
        "<table width=100%><tr><td><table><tr><td>政府信息公开指南</td></tr><tr><td>政府信息公开年报</td></tr></table></td>"
        f"<td><table><tr><td>{article}</td></tr></table></td></tr></table>")


def html_table(table, content, close):
    lines = ["<table border=1 cellspacing=0>"]
    for row in grid(table):
        lines.append("<tr>")
        for _, cell, w, h in row:
            text = escape(content(cell) if isinstance(cell, Field) else cell)
            spans = (f" colspan={w}" if w > 1 else "") + (f' rowspan="{h}"' if h > 1 else "")
            lines.append(f"<td{spans}><p>{text or '&nbsp;'}{close('p')}{close('td')}")
        lines.append(close("tr"))
    return "\n".join(lines) + "</table>"
