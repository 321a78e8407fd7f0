#!/usr/bin/env python3
"""Makes locked.xlsx, locked.ods and locked.xls: the report of ../city under the password `nianbao`, by LibreOffice.

Run by hand: needs LibreOffice and python3-uno, and therefore the system's own Python.
"""

import pathlib
import subprocess
import tempfile
import time

import uno
from com.sun.star.beans import NamedValue, PropertyValue
from com.sun.star.connection import NoConnectException

HERE = pathlib.Path(__file__).parent
PASSWORD = "nianbao"


def named(kind, **values):
    def pair(name, value):
        pair = kind()
        pair.Name, pair.Value = name, value
        return pair
    return tuple(pair(name, value) for name, value in values.items())


def connected():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(60):
        try: return resolver.resolve("uno:pipe,name=nianbao;urp;StarOffice.ComponentContext")
        except NoConnectException: time.sleep(1)
    raise SystemExit("LibreOffice does not answer")


with tempfile.TemporaryDirectory() as profile:
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--accept=pipe,name=nianbao;urp"])
    context = connected()
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    source = (HERE.parent / "city/input.xlsx").resolve().as_uri()
    document = desktop.loadComponentFromURL(source, "_blank", 0, named(PropertyValue, Hidden=True))
    # An .xlsx is encrypted by the container around it (ECMA-376 standard encryption), the others from within.
    key = uno.Any("[]com.sun.star.beans.NamedValue", named(NamedValue, CryptoType="Standard", OOXPassword=PASSWORD))
    for extension, filter, secret in [
        ("xlsx", "Calc MS Excel 2007 XML", {"EncryptionData": key}), ("ods", "calc8", {"Password": PASSWORD}),
        ("xls", "MS Excel 97", {"Password": PASSWORD}),
    ]:
        target = (HERE / f"locked.{extension}").resolve().as_uri()
        document.storeToURL(target, named(PropertyValue, FilterName=filter, **secret))
    document.close(True)
    desktop.terminate()
    office.wait(60)
