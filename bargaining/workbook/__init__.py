"""The team's workbook, its own contract read from a spreadsheet, and the folder it prints.

* `write.workbook`: one xlsx, a sheet for each part of the course, every figure a live formula.
* `offer`: an offer as the workbook holds it; `plan`: what a workbook is about.
* `figures`: the engine's figures by the names of the workbook's cells.
* `book`, `sheets`: how it is laid out.
"""
