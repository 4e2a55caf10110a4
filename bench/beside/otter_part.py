"""Part 1 as its teachers get it, in otter's way: answers are variables in code, tests are doctests.

Practice questions are public tests, scored questions hidden ones, and a named mistake is a case of no points
with its message. The same employers, tables, numbers and mistakes, by the same functions; nothing is drawn,
as nothing is in our own runs. The memo is a text that is printed.
"""

import io
import json
import zipfile
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

__all__ = ["POINTS", "write_assignment", "write_submission"]

TEACHERS = 61
"""Variants 0 to 60 are units of teachers."""


@dataclass(frozen=True)
class Asked:
    """A question: the variable, what is right, how far it may be off, the named mistakes; points, 0 for a
    practice question.
    """

    name: str
    right: str
    within: str
    mistakes: tuple[str, ...]
    points: int = 0


LESSON = (
    "from decimal import Decimal\n"
    "from IPython.display import Markdown, display\n"
    "from pandas import DataFrame\n"
    "from bargaining.costing import slips\n"
    "from bargaining.costing.employers import employer\n"
    "from bargaining.costing.staffing import (\n"
    "    average_salary, base_payroll, lanes_with_part_timers, only_lane, top_step_share_percent,\n"
    ")\n"
    "from bargaining.costing.units.side_by_side import register, side_by_side\n"
    "from classroom.questions.clearest import clearest\n"
    "unit = employer(VARIANT)\n"
    "schedule, staff = side_by_side(unit)\n"
    "display(Markdown(f'Welcome. Your practice employer is **{unit.name}**.'))",
    "schedule.table()",
    "candidates = lanes_with_part_timers(schedule, staff)\n"
    "def numbers(lane):\n"
    "    return [base_payroll(schedule, only_lane(staff, lane)),\n"
    "            slips.average_cell_of_each_lane_times_fte(schedule, staff)[lane],\n"
    "            only_lane(staff, lane).total_fte * average_salary(schedule, staff)]\n"
    "asked_lane = clearest(candidates, numbers)\n"
    "example_lane = next(lane for lane in schedule.lanes if lane != asked_lane)\n"
    "in_example = only_lane(staff, example_lane)\n"
    "display(Markdown(f'{in_example.total_fte} FTE, ${base_payroll(schedule, in_example):,.0f}, '\n"
    "                 f'on average ${average_salary(schedule, in_example):,.2f}.'))",
    "staff.table(schedule)",
    "by_step = {s: sum(staff.fte_at(s, lane) for lane in schedule.lanes) for s in schedule.steps}\n"
    "display(Markdown(f'Step {max(by_step, key=by_step.get)} holds the most of {staff.total_fte} FTE.'))",
    "unit.index.table()",
    "rise = Decimal(1000)\nnew_base = unit.base_cell_dollars + rise\n"
    "sixth_step, third_lane = schedule.steps[5], schedule.lanes[2]\n"
    "display(Markdown(f'The base cell rises to ${new_base:,.0f}; lane {third_lane}, step {sixth_step}?'))",
    "DataFrame({'0': ('1.000', '1.050', '1.105', '1.185'), '1': ('1.051', '1.101', '1.201', '1.236'),\n"
    "            '2': ('1.102', '1.152', '1.252', '1.287'), '5': ('1.255', '1.305', '1.405', '1.440'),\n"
    "            '10': ('1.510', '1.560', '1.660', '1.695')}).T",
    "def three_steps(lane):\n"
    "    steps = [step for step in schedule.steps if (step, lane) in schedule.salaries]\n"
    "    part_time = next(at for at, step in enumerate(steps) if staff.fte_at(step, lane) % 1)\n"
    "    start = min(max(part_time - 1, 0), len(steps) - 3)\n"
    "    return tuple(steps[start : start + 3])\n"
    "def rows_in(lane):\n"
    "    return len(register(unit, lane, three_steps(lane)))\n"
    "register_lane = min(candidates, key=rows_in)\n"
    "register_steps = three_steps(register_lane)\n"
    "posts = register(unit, register_lane, register_steps)\nposts",
)
IN_LANE = "only_lane(staff, asked_lane)"
SHARE_OF_ONE = (
    "(lambda right, cells, share: share(clearest(schedule.lanes, lambda lane: [right, cells, share(lane)])))("
    "top_step_share_percent(schedule, staff), slips.top_step_cells_share(schedule), "
    "lambda lane: 100 * staff.fte_at(schedule.top_step_of(lane), lane) / staff.total_fte)"
)
ON_STEP = "posts[posts['step'] == register_steps[{at}]]"
TOP = "schedule.top_step_of(asked_lane)"
BESIDE = "schedule.lanes[(schedule.lanes.index(asked_lane) + 1) % len(schedule.lanes)]"
QUESTIONS = (
    Asked("fte_total", "staff.total_fte", "0.01", (
        "slips.part_timers_as_whole_people(staff).total_fte",
        "slips.part_time_fractions_dropped(staff).total_fte",
        "slips.last_lane_left_out(schedule, staff).total_fte",
        "slips.cells_counted(staff)",
    )),
    Asked("average_pay", "average_salary(schedule, staff)", "1", (
        "sum(schedule.salaries.values()) / len(schedule.salaries)",
        "(min(schedule.salaries.values()) + max(schedule.salaries.values())) / 2",
        "slips.average_of_lane_averages(schedule, staff)",
        "slips.divided_by_people(schedule, staff)",
    )),
    Asked("pay_of_one", "unit.schedule_at_base(new_base).salary(sixth_step, third_lane)", "1", (
        "slips.same_dollars_to_every_cell(schedule, sixth_step, third_lane, rise)",
        "slips.one_step_too_many(unit.index, sixth_step, third_lane, new_base)",
        "slips.lane_forgotten(unit.index, sixth_step, new_base)",
    )),
    Asked("find_the_error", "'step-0-third'", "", (
        "'step-10-fourth'", "'step-0-fourth'", "'step-1-third'", "'step-0-first'",
    )),
    Asked("still_to_ask", "{'step', 'column', 'hours'}", "", (
        "{'address'}", "{'age'}", "{'audit'}",
        "{'step', 'column'}", "{'step', 'hours'}", "{'column', 'hours'}",
    )),
    Asked("lane_payroll", f"base_payroll(schedule, {IN_LANE})", "1", (
        "slips.each_lane_added_once(schedule)[asked_lane]",
        "slips.average_cell_of_each_lane_times_fte(schedule, staff)[asked_lane]",
        "base_payroll(schedule, staff)",
        f"{IN_LANE}.total_fte * average_salary(schedule, staff)",
        f"base_payroll(schedule, only_lane(staff, {BESIDE}))",
        f"base_payroll(schedule, {IN_LANE}.with_fte({TOP}, asked_lane, Decimal(0)))",
        "base_payroll(schedule, only_lane(slips.part_timers_as_whole_people(staff), asked_lane))",
    ), points=4),
    Asked("top_step_share", "top_step_share_percent(schedule, staff)", "0.05", (
        "slips.top_step_cells_share(schedule)",
        "slips.top_step_dollar_share(schedule, staff)",
        SHARE_OF_ONE,
        "slips.divided_by_movers(schedule, staff)",
    ), points=4),
    *(
        Asked(f"from_register_{at}", f"sum({ON_STEP.format(at=at)}['FTE'], Decimal(0))", "0.01", (
            f"Decimal(len({ON_STEP.format(at=at)}))", "sum(posts['FTE'], Decimal(0))",
        ), points=2)
        for at in range(3)
    ),
)  # fmt: skip
POINTS = sum(asked.points for asked in QUESTIONS)


def write_assignment(path: Path) -> None:
    """otter's zip: one test file for each question, and a configuration."""
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("otter_config.json", json.dumps({"lang": "python"}))
        for asked in QUESTIONS:
            cases = [_case(asked, asked.right, "True", asked.points)]
            cases += [_case(asked, wrong, "False", 0) for wrong in asked.mistakes]
            suite = [{"cases": cases, "scored": True, "setup": "", "teardown": "", "type": "doctest"}]
            test = {"name": asked.name, "points": [asked.points] + [0] * len(asked.mistakes), "suites": suite}
            zipped.writestr(f"tests/{asked.name}.py", f"OK_FORMAT = True\ntest = {test!r}\n")


def _case(asked: Asked, value: str, expected: str, points: int) -> dict[str, object]:
    near = f"abs(Decimal(str({asked.name})) - ({value})) <= Decimal('{asked.within}')"
    code = near if asked.within else f"{asked.name} == {value}"
    said = "That is right." if points else "This is a slip that has a name. Look at it once more."
    return {"code": f">>> bool({code})\n{expected}", "hidden": asked.points > 0, "failure_message": said}


def write_submission(path: Path, number: int) -> int:
    """A learner's notebook, some answers right, some -1, which is right for nobody; returns its points."""
    lesson = [cell.replace("VARIANT", str(number % TEACHERS)) for cell in LESSON]
    seen: dict[str, object] = {}
    with redirect_stdout(io.StringIO()):
        for cell in lesson:
            exec(cell, seen)  # the lines above, to know what this learner types
    right = [not place or (number + place) % 3 > 0 for place in range(len(QUESTIONS))]
    answers = [
        f"{asked.name} = {_typed(eval(asked.right, seen)) if good else -1}"
        for asked, good in zip(QUESTIONS, right, strict=True)
    ]
    memo = f'data_request = "Please send the payroll register of building {number} by Friday."'
    cells = [
        {"cell_type": "code", "execution_count": None, "id": f"c{place}", "metadata": {}, "outputs": [],
         "source": source}
        for place, source in enumerate([*lesson, *answers, f"{memo}\nprint(data_request)"])
    ]  # fmt: skip
    kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    whole = {"cells": cells, "metadata": {"kernelspec": kernelspec}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(whole), encoding="utf-8")
    return sum(asked.points for asked, good in zip(QUESTIONS, right, strict=True) if good)


def _typed(value: object) -> object:
    return round(float(str(value)), 2) if not isinstance(value, str | set) else repr(value)
