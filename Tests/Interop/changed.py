"""What a workbook changed in place has in common with what it was, found without the program's own code."""
import struct
import zipfile

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def stored(path):
    """The bytes of each part as they lie in the file, compressed."""
    data, parts = open(path, "rb").read(), {}
    with zipfile.ZipFile(path) as package:
        for info in package.infolist():
            name, extra = struct.unpack("<HH", data[info.header_offset + 26:info.header_offset + 30])
            start = info.header_offset + 30 + name + extra
            parts[info.filename] = data[start:start + info.compress_size]
    return parts


def touched(before, after):
    """(changed, added, removed) parts by name."""
    old, new = stored(before), stored(after)
    return {n for n in old.keys() & new.keys() if old[n] != new[n]}, new.keys() - old.keys(), old.keys() - new.keys()


def cells(path, part):
    """Every cell of a worksheet part as it is written."""
    with zipfile.ZipFile(path) as package: root = etree.fromstring(package.read(part))
    return {cell.get("r"): etree.tostring(cell, with_tail=False) for cell in root.iter(MAIN + "c")}


def changed_cells(before, after, part):
    old, new = cells(before, part), cells(after, part)
    return {at for at in old.keys() | new.keys() if old.get(at) != new.get(at)}


def beside_cells(path, part):
    """The children of a worksheet other than its cells, as they are written."""
    with zipfile.ZipFile(path) as package: root = etree.fromstring(package.read(part))
    return [etree.tostring(child, with_tail=False) for child in root if child.tag != MAIN + "sheetData"]
