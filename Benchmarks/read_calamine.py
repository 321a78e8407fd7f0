"""Every cell of every workbook by python-calamine: read_calamine.py < paths"""
import sys

from python_calamine import CalamineWorkbook

for path in sys.stdin.read().split("\n")[:-1]:
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False):
            for value in row: pass
