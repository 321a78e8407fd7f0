"""What any OOXML package must hold to, without its schemas: ECMA-376 part 2."""
import io
import posixpath
import zipfile

from lxml import etree

TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def faults(path):
    found = []
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        if package.testzip(): found.append(f"{package.testzip()}: wrong checksum")
        found += [f"{name}: stands twice" for name in {n for n in names if names.count(n) > 1}]
        parts = {}
        for name in names:
            if name.endswith(".xlsx"):
                found += [f"{name}: {fault}" for fault in faults(io.BytesIO(package.read(name)))]
                continue
            try: parts[name] = etree.fromstring(package.read(name), etree.XMLParser(resolve_entities=False))
            except etree.XMLSyntaxError as error: found.append(f"{name}: {error}")
    types = parts["[Content_Types].xml"]
    defaults = {node.get("Extension") for node in types.iter(TYPES + "Default")}
    overrides = {node.get("PartName").lstrip("/") for node in types.iter(TYPES + "Override")}
    found += [f"[Content_Types].xml: no part {name}" for name in overrides - set(names)]
    for name in set(names) - {"[Content_Types].xml"} - overrides:
        if name.rsplit(".")[-1] not in defaults: found.append(f"{name}: no content type")
    reached = {"[Content_Types].xml"}
    for name, part in parts.items():
        if not name.endswith(".rels"): continue
        reached.add(name)
        base = posixpath.dirname(posixpath.dirname(name))
        ids = [node.get("Id") for node in part.iter(RELATIONSHIP)]
        if len(set(ids)) < len(ids): found.append(f"{name}: an id stands twice")
        for node in part.iter(RELATIONSHIP):
            if node.get("TargetMode") == "External": continue
            target = posixpath.normpath(posixpath.join("/" + base, node.get("Target"))).lstrip("/")
            reached.add(target)
            if target not in names: found.append(f"{name}: {node.get('Id')} leads to {target}, which is not there")
    found += [f"{name}: no relationship leads there" for name in set(names) - reached]
    return found
