"""A published report as values, read from Word documents and web pages alike: blocks ("heading 1", text), ("text", text) and
("table", cells, merges), cells by (row, column), merges as (row, column, last row, last column)."""
import zipfile

from lxml import etree, html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KINDS = {"Title": "title", "Heading1": "heading 1", "Heading2": "heading 2", "Heading3": "heading 3", "Notice": "notice"}


def part(path, name="word/document.xml"):
    with zipfile.ZipFile(path) as package: return etree.fromstring(package.read(name))


def word_text(paragraph):
    text = ""
    for node in paragraph.iter(W + "t", W + "tab", W + "br"):
        if node.getparent().tag == W + "r": text += {"tab": "\t", "br": "\n"}.get(node.tag[len(W):], node.text or "")
    return text


def word_table(table):
    """By gridSpan and vMerge; a row that does not fill the grid, or a merge that begins nowhere, fails."""
    width = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    cells, spans = {}, {}
    for r, row in enumerate(table.findall(W + "tr")):
        c = 0
        for cell in row.findall(W + "tc"):
            properties = cell.find(W + "tcPr")
            span = properties.find(W + "gridSpan")
            span = int(span.get(W + "val")) if span is not None else 1
            merge = properties.find(W + "vMerge")
            text = "\n".join(word_text(p) for p in cell.findall(W + "p"))
            if merge is not None and merge.get(W + "val") != "restart":
                first = next(at for at, (last_r, last_c) in spans.items() if at[1] == c and last_r == r - 1 and last_c == c + span - 1)
                spans[first] = (r, c + span - 1)
                assert text == "", "text in a merged cell is not shown"
            else:
                cells[r, c], spans[r, c] = text, (r, c + span - 1)
            c += span
        assert c == width
    return cells, merges(spans)


def merges(spans):
    return sorted((*at, *last) for at, last in spans.items() if at != last)


def word(path):
    blocks = []
    for node in part(path).find(W + "body"):
        if node.tag == W + "tbl": blocks.append(("table", *word_table(node)))
        elif node.tag == W + "p" and word_text(node):
            style = node.find(f"{W}pPr/{W}pStyle")
            blocks.append((KINDS.get(style.get(W + "val") if style is not None else "", "text"), word_text(node)))
    return blocks


def page_table(table):
    """By rowspan and colspan, as HTML assigns them."""
    cells, spans, taken = {}, {}, set()
    for r, row in enumerate(table.iter("tr")):
        c = 0
        for cell in row.iterchildren("td", "th"):
            while (r, c) in taken: c += 1
            rows, columns = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
            area = {(r + i, c + j) for i in range(rows) for j in range(columns)}
            assert not area & taken
            taken |= area
            cells[r, c], spans[r, c] = cell.text_content(), (r + rows - 1, c + columns - 1)
            c += columns
    assert len(taken) == (max(r for r, _ in taken) + 1) * (max(c for _, c in taken) + 1)
    return cells, merges(spans)


def page(path):
    blocks = []
    for node in html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot().find("body/main"):
        match node.tag:
            case "h1": blocks.append(("title", "\n".join(line.text_content() for line in node)))
            case "h2" | "h3" | "h4": blocks.append((f"heading {int(node.tag[1]) - 1}", node.text_content()))
            case "p": blocks.append(("notice" if node.find("strong") is not None else "text", node.text_content()))
            case "div": blocks.append(("table", *page_table(node.find("table"))))
    return blocks
