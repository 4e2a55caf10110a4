"""What lessons show of somebody's own contract, of the workbook and of the folder to print.

* `contract`: the contract as a learner brings it, and what is kept of it.
* `figures`: what her contract says of the boxes that a part asks her to fill in.
* `DATA_REQUEST`: the list of what was asked for and what came back.
* `team_files`: the workbook so far and the folder to print, for the practice employer and for her own.

A lesson hands these to the page, which knows nothing of contracts: see classroom/own/subject.py.
"""

from bargaining.workbook.folder.data_request import DATA_REQUEST
from bargaining.workbook.lessons.contract import own_contract
from bargaining.workbook.lessons.figures import contract_figures
from bargaining.workbook.lessons.team_files import folder_to_print, workbook_so_far

__all__ = ["DATA_REQUEST", "contract_figures", "folder_to_print", "own_contract", "workbook_so_far"]
