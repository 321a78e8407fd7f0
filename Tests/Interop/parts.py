"""Workbooks with the parts that come along in real ones: put into a zip by hand, registered as OPC wants it."""
import io
import posixpath
import re
import struct
import zipfile
import zlib

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
SHEET = "xl/worksheets/sheet{}.xml"


def compound(stream):
    """A compound file whose directory names one stream."""
    entry = stream.encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + entry.ljust(64, b"\0") + bytes([len(entry) + 2, 0]) + bytes(62) + bytes(1024)


class Package:
    """The parts of a workbook, to change before it is written."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as book: self.parts = {name: book.read(name) for name in book.namelist()}

    def save(self, path):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
            for name, data in self.parts.items(): book.writestr(name, data)
        return path

    def replace(self, name, pattern, by):
        """Every match in a part; there must be one."""
        text, count = re.subn(pattern, by, self.parts[name].decode())
        assert count, f"{name}: no {pattern}"
        self.parts[name] = text.encode()

    def before(self, name, mark, text): self.replace(name, re.escape(mark), lambda match: text + match[0])

    def add(self, name, data, type=None, by=None, kind=None, external=None):
        """A part with its content type, and the relationship by which another part names it."""
        self.parts[name] = data if isinstance(data, bytes) else data.encode()
        if type: self.before("[Content_Types].xml", "</Types>", f'<Override PartName="/{name}" ContentType="{type}"/>')
        if by is not None: return self.relate(by, kind, "/" + name)

    def relate(self, part, kind, target, mode=""):
        rels = posixpath.join(posixpath.dirname(part), "_rels", posixpath.basename(part) + ".rels")
        empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        self.parts.setdefault(rels, empty)
        id = f"added{self.parts[rels].count(b'<Relationship ') + 1}"
        type = kind if "://" in kind else f"{RELATIONS}/{kind}"
        self.before(rels, "</Relationships>", f'<Relationship Id="{id}" Type="{type}" Target="{target}"{mode}/>')
        return id

    def remove(self, name):
        """A part, its content type and what names it."""
        del self.parts[name]
        base = re.escape(posixpath.basename(name))
        for part in [part for part in self.parts if part.endswith((".rels", "[Content_Types].xml"))]:
            text = self.parts[part].decode()
            self.parts[part] = re.sub(rf'<(?:Relationship|Override)\b[^>]*/{base}"[^>]*/>|<Relationship\b[^>]*"{base}"[^>]*/>', "", text).encode()


# Each takes a package apart from the city's report and adds what real ones have.

def without_styles(book):
    book.remove("xl/styles.xml")


def without_theme_and_properties(book):
    for name in ("xl/theme/theme1.xml", "docProps/app.xml", "docProps/core.xml"): book.remove(name)


def calculation_chain(book):
    # Cells that have no formula any more: Excel repairs that, a reader need not care.
    book.add(
        "xl/calcChain.xml", f'<calcChain xmlns="{MAIN}"><c r="J5" i="3"/><c r="J6"/><c r="ZZ99" i="9"/></calcChain>',
        SPREADSHEET + "calcChain+xml", "xl/workbook.xml", "calcChain")


def pivot_table(book):
    cache = "xl/pivotCache/pivotCacheDefinition1.xml"
    id = book.add(
        cache,
        f'<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{RELATIONS}" refreshOnLoad="1" recordCount="1"><cacheSource type="worksheet">'
        '<worksheetSource ref="A1:B2" sheet="依申请公开"/></cacheSource><cacheFields count="1"><cacheField name="总计"><sharedItems>'
        '<s v="自然人"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>',
        SPREADSHEET + "pivotCacheDefinition+xml", "xl/workbook.xml", "pivotCacheDefinition")
    book.add(
        "xl/pivotCache/pivotCacheRecords1.xml", f'<pivotCacheRecords xmlns="{MAIN}" count="1"><r><x v="0"/></r></pivotCacheRecords>',
        SPREADSHEET + "pivotCacheRecords+xml", cache, "pivotCacheRecords")
    book.before("xl/workbook.xml", "</workbook>", f'<pivotCaches><pivotCache cacheId="1" xmlns:r="{RELATIONS}" r:id="{id}"/></pivotCaches>')
    table = "xl/pivotTables/pivotTable1.xml"
    book.add(
        table,
        f'<pivotTableDefinition xmlns="{MAIN}" name="透视表" cacheId="1" dataCaption="值"><location ref="P3:Q5" firstHeaderRow="1" '
        'firstDataRow="1" firstDataCol="1"/></pivotTableDefinition>',
        SPREADSHEET + "pivotTable+xml", SHEET.format(3), "pivotTable")
    book.relate(table, "pivotCacheDefinition", "/" + cache)


def external_link(book):
    link = "xl/externalLinks/externalLink1.xml"
    id = book.add(
        link,
        f'<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{RELATIONS}" r:id="added1"><sheetNames><sheetName val="依申请公开"/></sheetNames>'
        '<sheetDataSet><sheetData sheetId="0"><row r="5"><cell r="J5"><v>7</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>',
        SPREADSHEET + "externalLink+xml", "xl/workbook.xml", "externalLink")
    book.relate(link, "externalLinkPath", "file:///D:/去年/年报.xlsx", ' TargetMode="External"')
    book.before("xl/workbook.xml", "</workbook>", f'<externalReferences><externalReference xmlns:r="{RELATIONS}" r:id="{id}"/></externalReferences>')
    book.replace(SHEET.format(3), r'(<c r="J5"[^>]*>)(<v>)', r"\1<f>[1]依申请公开!J5+3112</f>\2")


def data_model(book):
    book.add("xl/model/item.data", bytes(range(256)) * 64, "application/vnd.openxmlformats-officedocument.model+data",
             "xl/workbook.xml", "http://schemas.microsoft.com/office/2007/relationships/powerPivotData")
    book.add(
        "xl/connections.xml", f'<connections xmlns="{MAIN}"><connection id="1" name="ThisWorkbookDataModel" type="5" refreshedVersion="6">'
        '<dbPr connection="Data Model Connection" command="Model" commandType="1"/></connection></connections>',
        SPREADSHEET + "connections+xml", "xl/workbook.xml", "connections")


def custom_xml(book):
    book.add("customXml/item1.xml", '<b:Sources xmlns:b="urn:other"><row r="1"><c r="A1"><v>9</v></c></row></b:Sources>', None, "xl/workbook.xml", "customXml")
    book.add("customXml/itemProps1.xml", f'<ds:datastoreItem xmlns:ds="{RELATIONS}" ds:itemID="{{0}}"/>',
             "application/vnd.openxmlformats-officedocument.customXmlProperties+xml", "customXml/item1.xml", "customXmlProps")


def threaded_comments(book):
    book.add("xl/threadedComments/threadedComment1.xml",
             '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="J5" id="{1}">'
             "<text>总计 7</text></threadedComment></ThreadedComments>",
             "application/vnd.ms-excel.threadedcomments+xml", SHEET.format(3), "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment")


def extensions(book):
    """What newer versions add beside what they have always written."""
    compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    book.replace("xl/workbook.xml", r"(<sheets>)", rf'<mc:AlternateContent xmlns:mc="{compatibility}"><mc:Choice Requires="x15" '
                 r'xmlns:x15="urn:x15"><x15ac:absPath url="C:\\" xmlns:x15ac="urn:x15ac"/></mc:Choice></mc:AlternateContent>\1')
    book.before(SHEET.format(3), "</worksheet>", '<extLst><ext uri="{0}" xmlns:x14="urn:x14"><x14:sparklineGroups><x14:c r="J5"><x14:v>9</x14:v>'
                "</x14:c></x14:sparklineGroups></ext></extLst>")


def signature_and_settings(book):
    book.add("xl/printerSettings/printerSettings1.bin", b"\0" * 500, "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings",
             SHEET.format(3), "printerSettings")
    book.add("docProps/thumbnail.wmf", b"\xd7\xcd\xc6\x9a" + bytes(100), "image/x-wmf", "",
             "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail")
    book.add("_xmlsignatures/origin.sigs", b"", "application/vnd.openxmlformats-package.digital-signature-origin", "",
             "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin")


def very_hidden(book):
    """Last year's table where no menu shows it."""
    data = book.parts[SHEET.format(3)].decode()
    id = book.add(SHEET.format(9), re.sub(r"<v>\d+</v></c>(?=<c|</row>)", "<v>7</v></c>", data), SPREADSHEET + "worksheet+xml", "xl/workbook.xml", "worksheet")
    book.before("xl/workbook.xml", "</sheets>", f'<sheet name="旧表" sheetId="99" state="veryHidden" xmlns:r="{RELATIONS}" r:id="{id}"/>')


def macros(book):
    book.add("xl/vbaProject.bin", compound("VBA"), "application/vnd.ms-office.vbaProject", "xl/workbook.xml",
             "http://schemas.microsoft.com/office/2006/relationships/vbaProject")
    book.replace("[Content_Types].xml", r"application/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet\.main\+xml",
                 "application/vnd.ms-excel.sheet.macroEnabled.main+xml")


def template(book):
    book.replace("[Content_Types].xml", r"spreadsheetml\.sheet\.main", "spreadsheetml.template.main")


def macro_sheet(book):
    """A sheet of Excel 4 macros has cells, but no figures."""
    id = book.add("xl/macrosheets/sheet1.xml", f'<xm:macrosheet xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" xmlns="{MAIN}"/>',
                  "application/vnd.ms-excel.macrosheet+xml", "xl/workbook.xml", "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet")
    book.before("xl/workbook.xml", "</sheets>", f'<sheet name="宏1" sheetId="98" xmlns:r="{RELATIONS}" r:id="{id}"/>')


ADDITIONS = {change.__name__: change for change in (
    without_styles, without_theme_and_properties, calculation_chain, pivot_table, external_link, data_model, custom_xml, threaded_comments,
    extensions, signature_and_settings, very_hidden, macros, template, macro_sheet)}
ADDITIONS["everything"] = lambda book, changes=list(ADDITIONS.values()): [change(book) for change in changes if change is not template]


def picture():
    """The smallest PNG."""
    def chunk(name, data): return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b""))
