"""Workbooks handed back: marked, and otherwise as the agency made them."""
import posixpath
import shutil
import zipfile

import openpyxl
import pytest
import xlsxwriter
from changed import beside_cells, changed_cells, touched
from cli import CASES, convert, nianbao, parse
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from package import faults

OURS = "【年报核对】"
BROKEN = CASES["broken-sums"] / "input.xlsx"


def mark(book, path, *options, code=1):
    done = nianbao("check", book, "--mark", path, "--format", "json", *options)
    assert done.returncode == code, done.stderr.decode()
    assert faults(path) == []
    return parse(done.stdout)["findings"]


def notes(path):
    """The text of each note by sheet and cell."""
    book = openpyxl.load_workbook(path)
    return {(page.title, cell.coordinate): cell.comment.text
            for page in book for row in page.iter_rows() for cell in row if cell.comment}


def fills(path):
    """The cells that our rules lie over, by sheet."""
    found = set()
    for page in openpyxl.load_workbook(path):
        for formats in page.conditional_formatting:
            for rule in formats.rules:
                if "nianbao" not in "".join(rule.formula): continue
                assert rule.dxf.fill.bgColor.rgb in ("FFFFC7CE", "FFFFEB9C")
                found |= {(page.title, cell) for cell in str(formats.sqref).split()}
    return found


def places(findings):
    return {(cell["sheet"], cell["cell"]) for finding in findings if finding["severity"] != "note" for cell in finding["cells"]}


def worksheets(path):
    """The part of each sheet by name."""
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("xl/workbook.xml"))
        targets = {r.get("Id"): r.get("Target") for r in etree.fromstring(package.read("xl/_rels/workbook.xml.rels"))}
    office = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    return {node.get("name"): posixpath.join("/xl", targets[node.get(office)])[1:] for node in root.iter("{*}sheet")}


@pytest.mark.parametrize("case", CASES)
def test_marks_every_cell_and_touches_no_other(case, tmp_path):
    book, marked = CASES[case] / "input.xlsx", tmp_path / "marked.xlsx"
    plain = nianbao("check", book, "--format", "json")
    findings = mark(book, marked, code=plain.returncode)
    assert findings == parse(plain.stdout)["findings"]
    changed, added, removed = touched(book, marked)
    pages = worksheets(book)
    meant = {pages[sheet] for sheet, _ in places(findings)}
    assert changed == {"[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/workbook.xml"} | meant
    assert removed == set()
    for part in meant:
        assert changed_cells(book, marked, part) == set()
        old, new = beside_cells(book, part), beside_cells(marked, part)
        assert [child for child in new if child in old] == old
    assert set(notes(marked)) == fills(marked) == places(findings)
    assert all(line.startswith(OURS) for text in notes(marked).values() for line in text.split("\n"))
    first = openpyxl.load_workbook(marked).worksheets[0]
    rows = list(first.iter_rows(min_row=3, values_only=True))
    assert first.title == "错误清单" and [row[1] for row in rows] == [finding["code"] for finding in findings]
    assert {row[2].coordinate for row in first.iter_rows(min_row=3) if row[2].hyperlink} == {f"C{r}" for r, row in enumerate(rows, 3) if "!" in (row[2] or "")}
    assert convert(marked) == convert(book)


def bureau_with_everything(path):
    """A workbook whose agency has notes, rules, fills, names, a picture and a print area of its own."""
    book = openpyxl.load_workbook(BROKEN)
    page = book["表2"]
    page["L8"].comment = Comment("去年是 45\n请领导过目", "李明", width=300, height=80)
    page["B2"].comment = Comment("填表说明", "李明")
    page["G31"].fill = PatternFill("solid", fgColor="00FF00")
    page.conditional_formatting.add("F8:L31", CellIsRule(operator="lessThan", formula=["0"], fill=PatternFill(bgColor="FF0000")))
    page.print_area = "C4:L32"
    book.defined_names["总计列"] = openpyxl.workbook.defined_name.DefinedName("总计列", attr_text="表2!$L$8:$L$32")
    book.active = 2
    book.save(path)
    return path


def test_keeps_what_is_the_agencys(tmp_path):
    book, marked = bureau_with_everything(tmp_path / "book.xlsx"), tmp_path / "marked.xlsx"
    findings = mark(book, marked)
    old, new = notes(book), notes(marked)
    assert set(new) == places(findings) | set(old)
    assert new["表2", "B2"] == "填表说明"
    assert new["表2", "L8"].startswith("去年是 45\n请领导过目\n" + OURS)
    before, after = openpyxl.load_workbook(book), openpyxl.load_workbook(marked)
    assert after.sheetnames == ["错误清单"] + before.sheetnames
    assert after.active.title == before.active.title == "表2"
    assert after["表2"].print_area == before["表2"].print_area
    assert after["表2"]["G31"].fill.fgColor.rgb == "0000FF00"
    assert "总计列" in after.defined_names
    theirs = [rule for formats in after["表2"].conditional_formatting for rule in formats.rules if rule.operator == "lessThan"]
    assert len(theirs) == 1 and theirs[0].priority == 1


def test_marking_again_replaces_our_marks_only(tmp_path):
    book, once, twice = bureau_with_everything(tmp_path / "book.xlsx"), tmp_path / "once.xlsx", tmp_path / "twice.xlsx"
    mark(book, once)
    mark(once, twice)
    assert once.read_bytes() == twice.read_bytes()
    # The agency mends one cell and writes into a note; another program saves all.
    mended = openpyxl.load_workbook(once)
    mended["表2"]["L8"].value = 47
    mended["表2"]["L8"].comment = Comment(mended["表2"]["L8"].comment.text + "\n已改正", "王芳")
    mended.save(tmp_path / "mended.xlsx")
    findings = mark(tmp_path / "mended.xlsx", tmp_path / "again.xlsx")
    assert not any(cell["cell"] == "L8" for finding in findings for cell in finding["cells"] if finding["code"] == "R301" and finding["found"] == "48")
    new = notes(tmp_path / "again.xlsx")
    assert fills(tmp_path / "again.xlsx") == places(findings)
    assert {at for at, text in new.items() if OURS in text} == places(findings)
    assert new["表2", "B2"] == "填表说明"
    text = new["表2", "L8"]
    assert text.startswith("去年是 45\n请领导过目") and "已改正" in text
    assert all(text.count(line) == 1 for text in new.values() for line in text.split("\n"))
    assert openpyxl.load_workbook(tmp_path / "again.xlsx").sheetnames.count("错误清单") == 1


def test_a_mended_workbook_loses_every_mark(tmp_path):
    city = CASES["city"] / "input.xlsx"
    spoilt = openpyxl.load_workbook(city)
    spoilt["依申请公开"]["J7"].value = 99
    spoilt.save(tmp_path / "spoilt.xlsx")
    findings = mark(tmp_path / "spoilt.xlsx", tmp_path / "marked.xlsx")
    assert places(findings)
    mended = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    mended["依申请公开"]["J7"].value = openpyxl.load_workbook(city)["依申请公开"]["J7"].value
    mended.save(tmp_path / "mended.xlsx")
    assert mark(tmp_path / "mended.xlsx", tmp_path / "clean.xlsx", code=0) == []
    assert notes(tmp_path / "clean.xlsx") == {} and fills(tmp_path / "clean.xlsx") == set()
    assert convert(tmp_path / "clean.xlsx") == convert(city)


def test_marks_what_libreoffice_and_xlsxwriter_wrote(soffice, tmp_path):
    with xlsxwriter.Workbook(tmp_path / "xw.xlsx") as book:
        source = openpyxl.load_workbook(BROKEN)
        for page in source:
            sheet = book.add_worksheet(page.title)
            for row in page.iter_rows():
                for cell in row:
                    if cell.value is not None: sheet.write(cell.row - 1, cell.column - 1, cell.value)
            for merge in page.merged_cells.ranges:
                top = page.cell(merge.min_row, merge.min_col).value
                sheet.merge_range(merge.min_row - 1, merge.min_col - 1, merge.max_row - 1, merge.max_col - 1, top)
            sheet.write_comment("L8", "去年是 45")
            sheet.insert_textbox("P2", "请于1月20日前报送")
    mark(bureau_with_everything(tmp_path / "op.xlsx"), tmp_path / "op-marked.xlsx")
    resaved = soffice([tmp_path / "xw.xlsx", tmp_path / "op-marked.xlsx"], "xlsx")
    for book in [tmp_path / "xw.xlsx", *resaved.values()]:
        before = notes(book)
        marked = tmp_path / f"marked-{book.parent.name}-{book.name}"
        findings = mark(book, marked)
        after = notes(marked)
        assert fills(marked) == places(findings) == {at for at, text in after.items() if OURS in text}
        assert all(after[at].startswith(text.split(OURS)[0]) for at, text in before.items() if not text.startswith(OURS))
        assert all(text.count(line) == 1 for text in after.values() for line in text.split("\n") if line)
        assert openpyxl.load_workbook(marked).sheetnames.count("错误清单") == 1


def test_libreoffice_opens_what_is_marked(soffice, tmp_path):
    mark(bureau_with_everything(tmp_path / "book.xlsx"), tmp_path / "marked.xlsx")
    saved = soffice([tmp_path / "marked.xlsx"], "ods")[tmp_path / "marked.xlsx"]
    with zipfile.ZipFile(saved) as package: content = package.read("content.xml").decode()
    assert content.count("<office:annotation ") == len(notes(tmp_path / "marked.xlsx"))
    assert content.count('xlink:href="#') >= 6


@pytest.mark.parametrize("extension", ["ods", "xls"])
def test_other_kinds_come_back_as_a_marked_copy(extension, soffice, tmp_path):
    book = soffice([BROKEN], extension)[BROKEN]
    findings = mark(book, tmp_path / "marked.xlsx")
    fields = {field for finding in findings for field in finding["fields"]}
    copy = convert(tmp_path / "marked.xlsx", "--origins")
    assert convert(tmp_path / "marked.xlsx") == convert(book)
    origins = {(origin["sheet"], origin["cell"]) for path, origin in copy["origins"].items() if path in fields}
    assert set(notes(tmp_path / "marked.xlsx")) == origins == fills(tmp_path / "marked.xlsx")


def test_marks_the_prose_that_differs_from_the_tables(tmp_path):
    book = openpyxl.load_workbook(CASES["city"] / "input.xlsx")
    page = book["基本信息"]
    row = next(row for row in range(1, 20) if page.cell(row, 1).value == "一、总体情况")
    page.cell(row, 2).value += "\n全年新收政府信息公开申请3120件。"
    book.save(tmp_path / "book.xlsx")
    findings = mark(tmp_path / "book.xlsx", tmp_path / "marked.xlsx")
    assert [finding["code"] for finding in findings] == ["T601"]
    assert findings[0]["cells"][0]["cell"] == f"B{row}"
    assert set(notes(tmp_path / "marked.xlsx")) == places(findings) and ("基本信息", f"B{row}") in places(findings)


def test_a_workbook_with_macros_keeps_its_ending(tmp_path):
    book = tmp_path / "book.xlsm"
    with zipfile.ZipFile(BROKEN) as package, zipfile.ZipFile(book, "w") as other:
        for name in package.namelist():
            data = package.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                                    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
            other.writestr(name, data)
    done = nianbao("check", book, "--mark", tmp_path / "marked.xlsx")
    assert done.returncode == 2 and b"O705" in done.stderr and not (tmp_path / "marked.xlsx").exists()
    mark(book, tmp_path / "marked.xlsm")


def test_the_workbook_does_not_go_where_the_findings_go():
    assert nianbao("check", BROKEN, "--mark", "-").returncode == 64


def test_the_input_is_never_overwritten(tmp_path):
    book = shutil.copy(BROKEN, tmp_path / "book.xlsx")
    done = nianbao("check", book, "--mark", book)
    assert done.returncode == 2 and b"O703" in done.stderr
    assert (tmp_path / "book.xlsx").read_bytes() == BROKEN.read_bytes()


def test_prefixes_strict_form_and_no_styles(tmp_path):
    """A hand-made workbook: prefixes, no styles part, cells without references, a sheet of the name of our list."""
    main, office = "http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships"
    source = openpyxl.load_workbook(BROKEN)
    sheets = []
    for page in source:
        rows = []
        for row in page.iter_rows():
            inner = "".join(
                f'<s:c r="{c.coordinate}"><s:v>{c.value}</s:v></s:c>' if isinstance(c.value, (int, float)) else
                f'<s:c r="{c.coordinate}" t="inlineStr"><s:is><s:t>{c.value}</s:t></s:is></s:c>'
                for c in row if c.value is not None)
            rows.append(f'<s:row r="{row[0].row}">{inner}</s:row>')
        sheets.append((page.title, f'<s:worksheet xmlns:s="{main}"><s:sheetData>{"".join(rows)}</s:sheetData></s:worksheet>'))
    sheets.append(("错误清单", f'<s:worksheet xmlns:s="{main}"><s:sheetData/></s:worksheet>'))
    path = tmp_path / "strict.xlsx"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", f'<Types xmlns="{types}"><Default Extension="xml" ContentType="application/xml"/>'
                         f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                         f'<Override PartName="/book.xml" ContentType="{kind}.sheet.main+xml"/>'
                         + "".join(f'<Override PartName="/s{n}.xml" ContentType="{kind}.worksheet+xml"/>' for n in range(len(sheets))) + "</Types>")
        package.writestr("_rels/.rels", f'<Relationships xmlns="{relations}"><Relationship Id="a" Type="{office}/officeDocument" Target="book.xml"/></Relationships>')
        package.writestr("_rels/book.xml.rels", f'<Relationships xmlns="{relations}">' + "".join(
            f'<Relationship Id="r{n}" Type="{office}/worksheet" Target="s{n}.xml"/>' for n in range(len(sheets))) + "</Relationships>")
        package.writestr("book.xml", f'<w:workbook xmlns:w="{main}" xmlns:q="{office}" conformance="strict"><w:sheets>' + "".join(
            f'<w:sheet name="{name}" sheetId="{n + 5}" q:id="r{n}"/>' for n, (name, _) in enumerate(sheets)) + "</w:sheets></w:workbook>")
        for n, (_, text) in enumerate(sheets): package.writestr(f"s{n}.xml", text)
    findings = mark(path, tmp_path / "marked.xlsx")
    assert any(finding["code"] == "R301" for finding in findings)
    mark(tmp_path / "marked.xlsx", tmp_path / "again.xlsx")
    assert (tmp_path / "marked.xlsx").read_bytes() == (tmp_path / "again.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "marked.xlsx") as package:
        book = package.read("book.xml").decode()
        assert book.index("错误清单2") < book.index("表1") and "<w:sheet name=\"错误清单2\"" in book
        comments = [package.read(name).decode() for name in package.namelist() if "comments" in name]
        assert comments and all(main in text for text in comments)
