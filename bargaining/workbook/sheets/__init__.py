"""The sheets of the workbook, one module for each; every module has one function that writes its sheet."""
