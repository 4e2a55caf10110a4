"""Print the folder: a tagged PDF by typst, and one HTML page, from the same sheets.

A plan comes in; bytes or text go out. What people typed is data in both: it reaches typst as JSON and HTML
escaped.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from html import escape
from pathlib import Path

from bargaining.costing.units.unit import UnitKind
from bargaining.errors import OwnContractError
from bargaining.workbook.folder.data_request import data_request
from bargaining.workbook.folder.money import brief, caucus_card, summary
from bargaining.workbook.folder.pay_slips import pay_slips
from bargaining.workbook.folder.sheets import Printed, Table
from bargaining.workbook.folder.unknown import unknown
from bargaining.workbook.plan import Plan

_TEMPLATE = Path(__file__).with_name("folder.typ")
_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}
h1,h2{color:#1f3864}section{margin-top:3rem}p{max-width:44rem}
table{border-collapse:collapse;width:100%;margin:1rem 0;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:.4rem 0}
th,td{padding:.25rem .6rem;border-bottom:1px solid #ccc;text-align:right;vertical-align:top}
th{border-bottom:1px solid #555}.w{text-align:left}
@media print{section{break-before:page;margin:0}tr{break-inside:avoid}body{font-size:12px}}
@media (prefers-color-scheme:dark){body{background:#161616;color:#eee}h1,h2{color:#9db8ea}}
"""


def folder_of(
    plan: Plan,
    estimates: Sequence[str] = (),
    said: Sequence[str] = (),
    answers: Mapping[str, str] | None = None,
) -> tuple[Printed, ...]:
    """Return the sheets of the folder, in the order in which they are used.

    * `estimates`: what stands in for figures, from reading an own contract.
    * `said`: the team's own paragraphs for the brief.
    * `answers`: what came of the data request, from `kept_answers`.
    """
    kind = getattr(plan.unit, "kind", UnitKind.TEACHERS)
    return (
        data_request(kind, answers),
        summary(plan),
        brief(plan, said),
        caucus_card(plan),
        pay_slips(plan),
        unknown(plan, estimates),
    )


def folder_html(title: str, sheets: Sequence[Printed]) -> str:
    """Return the folder as one HTML page that needs no network."""
    body = "".join(_section(sheet) for sheet in sheets)
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    head += f"<title>{escape(title)}</title>"
    return (
        f'<!doctype html><html lang="en"><head>{head}<style>{_STYLE}</style></head>'
        f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )


def folder_pdf(title: str, sheets: Sequence[Printed]) -> bytes:
    """Return the folder as a tagged PDF (PDF/UA-1); the same sheets give the same bytes.

    Raises `OwnContractError` when no font of this computer has some of the letters.
    """
    import typst

    given = {"title": title, "sheets": [_data(sheet) for sheet in sheets]}
    try:
        return bytes(
            typst.compile(
                _TEMPLATE,
                root=_TEMPLATE.parent,
                format="pdf",
                sys_inputs={"given": json.dumps(given, ensure_ascii=False)},
                pdf_standards=["ua-1"],
            )
        )
    except typst.TypstError as problem:
        raise OwnContractError(
            f"The folder cannot be printed as PDF here ({problem.message}); print the HTML page instead."
        ) from problem


def _data(sheet: Printed) -> dict[str, object]:
    """Return a sheet as the template takes it: every block with its kind."""
    blocks = [
        {"kind": "text", "text": block} if isinstance(block, str) else {"kind": "table", **asdict(block)}
        for block in sheet.blocks
    ]
    return {"title": sheet.title, "says": sheet.says, "blocks": blocks}


def _section(sheet: Printed) -> str:
    blocks = "".join(
        f"<p>{escape(block)}</p>" if isinstance(block, str) else _table(block) for block in sheet.blocks
    )
    return f"<section><h2>{escape(sheet.title)}</h2><p>{escape(sheet.says)}</p>{blocks}</section>"


def _table(table: Table) -> str:
    def cells(row: Sequence[str], tag: str, scope: str = "") -> str:
        return "".join(
            f"<{tag}{scope}{' class=w' if at < table.words else ''}>{escape(text)}</{tag}>"
            for at, text in enumerate(row)
        )

    empty = ("\u00a0",) * len(table.heads)
    rows = "".join(f"<tr>{cells(row, 'td')}</tr>" for row in (*table.rows, *[empty] * table.blank))
    heads = cells(table.heads, "th", ' scope="col"')
    caption = f"<caption>{escape(table.caption)}</caption>"
    return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
