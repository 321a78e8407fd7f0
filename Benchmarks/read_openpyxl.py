"""Every cell of every workbook by openpyxl: read_openpyxl.py full|readonly < paths"""
import sys

import openpyxl

for path in sys.stdin.read().split("\n")[:-1]:
    book = openpyxl.load_workbook(path, data_only=True, read_only=sys.argv[1] == "readonly")
    for sheet in book:
        for row in sheet.iter_rows(values_only=True):
            for value in row: pass
    book.close()
