"""How long a learner waits for a slider: from input to repainted page, in real JupyterLab and Chromium.

Run: uv run python bench/engine_in_browser.py
The page is a lesson's `explore` with a sentence, a table and a chart. One move of its slider reprices what
bench/engine.py prices: three years on 12 lanes and 40 steps with roll-up and health. Beside it stand the part
of the time that is the engine's, and LibreOffice calculating the team's workbook of the same schedule anew.
Goal: a median under 100 ms and a 95th percentile under 200 ms.
"""

import os
import statistics
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from engine import SHARE, TIERS, health, move, roll_up, unit  # noqa: E402

from bargaining.costing.units.facts import Facts  # noqa: E402
from bargaining.costing.units.group import Salaried  # noqa: E402
from bargaining.costing.units.unit import BargainingUnit, UnitKind  # noqa: E402
from bargaining.workbook.offer import percent_offer  # noqa: E402
from bargaining.workbook.write import workbook  # noqa: E402
from tests.bargaining.workbook.recalculated import recalculated  # noqa: E402
from tests.browser.conftest import END, OpenPart, start_lab, stop_lab, write_part  # noqa: E402
from tests.real_browser import find_chromium  # noqa: E402

MOVES, WARM_UP, CONVERSIONS = 100, 5, 3
CELL = f"""# The slider appears here.
import sys, time
sys.path.insert(0, {str(ROOT / "bench")!r})
import pandas
from engine import health, move, roll_up, unit
from classroom.shown.grid_map import Told
from classroom.shown.charts import Plot, Series
schedule, scattergram = unit()
rates, plan = roll_up(), health()
YEARS = ["Year 1", "Year 2", "Year 3"]
def tell(values):
    totals = move(schedule, scattergram, rates, plan, values["raise"] / 100)
    sentence = f"A raise of {{values['raise']}} % a year: ${{totals[-1]:,.2f}} in year 3."
    table = pandas.DataFrame({{"year": YEARS, "dollars": [round(total) for total in totals]}})
    bars = [Series("dollars", [float(total) for total in totals])]
    plot = Plot("Total compensation rises", sentence, YEARS, bars, "Year", "Total compensation", "dollars")
    return Told(sentence, table=table, caption="Total compensation", plot=plot)
explore(
    part, [Slider("raise", "Raise", 0, 6, Decimal("0.05"), 3, unit="%")], tell, "A raise and its price",
);"""
# One move: the slider is set as a hand sets it; the clock stops after the frame that paints the changed
# sentence, and again after the one that paints the chart.
ONE_MOVE = """async (value) => {
  const box = document.querySelector(".cr-explore");
  const slide = box.querySelector("input[type=range]");
  const sentence = box.querySelector(".cr-sentence");
  const chart = document.querySelector(".js-plotly-plot");
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const drawn = new Promise((done) => chart.once("plotly_afterplot", done));
  const said = new Promise((done) => {
    const eye = new MutationObserver(() => { eye.disconnect(); done(); });
    eye.observe(sentence, { childList: true, characterData: true, subtree: true });
  });
  const start = performance.now();
  slide.value = value;
  slide.dispatchEvent(new Event("input", { bubbles: true }));
  await said; await painted();
  const words = performance.now() - start;
  await drawn; await painted();
  return [words, performance.now() - start];
}"""


def said(label: str, milliseconds: list[float]) -> None:
    median, high = statistics.median(milliseconds), statistics.quantiles(milliseconds, n=20)[-1]
    print(f"  {label:34} median {median:7.1f} ms   95th percentile {high:7.1f} ms")


def in_the_browser(folder: Path) -> None:
    from playwright.sync_api import sync_playwright

    chromium = find_chromium()
    if chromium is None:
        print("no Chromium on this machine; the page was not measured")
        return
    lab = start_lab(folder, "http://127.0.0.1:9")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
            )
            context = browser.new_context(viewport={"width": 1000, "height": 900})
            part = OpenPart(lab, write_part(folder, "slider", [CELL, END]), context.new_page(), context)
            part.watch(part.page)
            part.open()
            part.start()
            part.page.wait_for_selector(".js-plotly-plot .bars")
            values = [round(0.05 * (7 * number % 120), 2) for number in range(MOVES + WARM_UP)]
            taken = [part.page.evaluate(ONE_MOVE, value) for value in values][WARM_UP:]
            browser.close()
    finally:
        stop_lab(lab)
    busy = f"{os.getloadavg()[0]:.1f} processes wanted {os.cpu_count()} processors"
    print(f"one move in JupyterLab and Chromium, {MOVES} moves ({busy}):")
    said("to the repainted sentence and table", [words for words, _ in taken])
    said("to the redrawn chart as well", [chart for _, chart in taken])


def engine_alone() -> None:
    schedule, scattergram = unit()
    rates, plan = roll_up(), health()
    taken = []
    for number in range(MOVES):
        start = time.perf_counter()
        move(schedule, scattergram, rates, plan, Decimal(number) / 1_000)
        taken.append(1000 * (time.perf_counter() - start))
    print("of it, the engine:")
    said("three years priced", taken)


def same_workbook() -> bytes:
    schedule, scattergram = unit()
    tiers = dict(zip(("single", "two-person", "family"), TIERS, strict=True))
    facts = Facts(
        people=scattergram.total_fte,
        service={},
        longevity=(),
        stipends_dollars=Decimal(310_000),
        premium_dollars={name: Decimal(premium) for name, (premium, _) in tiers.items()},
        enrolled_people={name: Decimal(people) for name, (_, people) in tiers.items()},
        employer_health_rate=SHARE,
        opt_out_people=Decimal(0),
        opt_out_dollars=Decimal(0),
        rollup_percents={"Teachers": {part.name: 100 * part.rate for part in roll_up().components}},
        wage_base_dollars={
            part.name: part.ceiling_dollars for part in roll_up().components if part.ceiling_dollars
        },
    )
    local = BargainingUnit(
        "Bench", (Salaried("Teachers", schedule, scattergram),), UnitKind.TEACHERS, facts=facts
    )
    offers = [percent_offer(side, local, [Decimal("0.03")] * 3) for side in ("Ours", "Theirs")]
    return workbook(local, *offers)


def in_libreoffice(folder: Path) -> None:
    """One process converts the file once, and then three times as many: the difference is the file's."""
    import shutil

    if shutil.which("soffice") is None:
        print("no LibreOffice on this machine; the workbook was not measured")
        return
    content = same_workbook()
    files = [folder / f"workbook{number}.xlsx" for number in range(1 + CONVERSIONS)]
    for file in files:
        file.write_bytes(content)
    recalculated(files[:1], folder)  # makes the profile
    start = time.perf_counter()
    recalculated(files[:1], folder)
    once = time.perf_counter() - start
    start = time.perf_counter()
    recalculated(files, folder)
    each = (time.perf_counter() - start - once) / CONVERSIONS
    print(f"LibreOffice, the team's workbook of the same schedule ({len(content) // 1024} KiB, both sides):")
    print(f"  {1000 * each:,.0f} ms to open, calculate every formula and save; {once:.1f} s with its start")


def main() -> None:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with tempfile.TemporaryDirectory() as place:
        workspace = Path(place) / "workspace"
        (workspace / ".classroom").mkdir(parents=True)
        in_the_browser(workspace)
        engine_alone()
        in_libreoffice(Path(place))


if __name__ == "__main__":
    main()
