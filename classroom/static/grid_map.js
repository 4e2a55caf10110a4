// The clickable map. Python: classroom/shown/grid_map.py. A table is the map; one cell at a time is in the tab order and the
// arrow keys move it (the grid pattern of the ARIA practices guide).

const MAP_PATIENCE_MS = 3000;

function makeMap(frame) {
  const head = make("tr", {}, make("td", { class: "cr-corner" }, `${frame.row} / ${frame.column}`));
  frame.columns.forEach((name) => head.append(make("th", { scope: "col" }, name)));
  const body = make("tbody");
  const buttons = frame.rows.map((name, row) => {
    const line = make("tr", {}, make("th", { scope: "row" }, name));
    body.append(line);
    return frame.columns.map((_name, column) => {
      const button = make("button", { type: "button", tabindex: -1, "data-row": row, "data-column": column });
      line.append(make("td", { role: "gridcell" }, button));
      return button;
    });
  });
  const table = make(
    "table", { class: "cr-table cr-map-table", role: "grid" },
    make("caption", {}, frame.caption), make("thead", {}, head), body,
  );
  return { table, buttons };
}

/** Where an arrow key leads from a cell, or null for another key. */
function step(key, ctrl, row, column, lastRow, lastColumn) {
  const within = (value, last) => Math.max(0, Math.min(last, value));
  switch (key) {
    case "ArrowUp": return [within(row - 1, lastRow), column];
    case "ArrowDown": return [within(row + 1, lastRow), column];
    case "ArrowLeft": return [row, within(column - 1, lastColumn)];
    case "ArrowRight": return [row, within(column + 1, lastColumn)];
    case "Home": return [ctrl ? 0 : row, 0];
    case "End": return [ctrl ? lastRow : row, lastColumn];
    default: return null;
  }
}

function render({ model, el }) {
  const labels = model.get("labels");
  const frame = model.get("frame");
  const ids = freshId();
  const { table, buttons } = makeMap(frame);
  const box = make("input", { type: "text", id: ids, class: "cr-amount", inputmode: "decimal", autocomplete: "off",
    "aria-describedby": `${ids}-problem` });
  const boxLabel = make("label", { for: ids, class: "cr-ask" });
  const set = make("button", { type: "submit", class: "cr-main" }, labels.set);
  const reset = make("button", { type: "button" }, labels.reset);
  const problem = make("p", { class: "cr-warning", id: `${ids}-problem`, role: "alert" });
  const how = make("p", { class: "cr-note cr-how" }, labels.how);
  const row = make("div", { class: "cr-row" }, box, set);
  const back = make("div", { class: "cr-row cr-back" }, reset);
  const editor = make("form", { class: "cr-map-editor", hidden: true }, boxLabel, row);
  const legend = make("p", { class: "cr-note cr-legend", "aria-hidden": "true" });
  for (let level = 1; level <= 6; level += 1) legend.append(make("span", { class: "cr-swatch", "data-level": level }));
  legend.append(" ", labels.legend, " ", labels.changed);
  const sentence = make("p", { class: "cr-sentence", role: "status", "aria-live": "polite" });
  const tablePlace = make("div");
  const root = make(
    "section", { class: "cr cr-box cr-map", "aria-label": frame.caption },
    make("div", { class: "cr-table-frame" }, table), legend, how, editor, problem,
    back, sentence, tablePlace,
  );
  keepKeysInside(root);
  el.append(root);

  let at = [0, 0]; // the cell in the tab order
  let picked = null;
  let patience = null;
  let count = 0;
  const writer = freshId();
  const button = ([row, column]) => buttons[row][column];
  const place = ([row, column]) => ({ row: frame.rows[row], column: frame.columns[column] });

  function move(to, focus = true) {
    button(at).tabIndex = -1;
    at = to;
    button(at).tabIndex = 0;
    if (focus) button(at).focus();
  }
  function pick(cell, text) {
    move(cell, false);
    if (picked) button(picked).removeAttribute("aria-current");
    picked = cell;
    button(cell).setAttribute("aria-current", "true");
    const note = frame.notes[cell[0]][cell[1]];
    const name = fill(labels.box, place(cell));
    boxLabel.textContent = note ? fill(labels.box_note, { box: name, note }) : name;
    const shown = model.get("cells")[cell[0]][cell[1]].text;
    box.value = text ?? (shown === "–" ? "" : shown);
    how.hidden = true;
    editor.hidden = false;
    row.append(reset);
    problem.textContent = "";
    box.focus();
    if (text === undefined) box.select();
  }
  function ask(message) {
    clearTimeout(patience);
    patience = setTimeout(() => (problem.textContent = labels.not_connected), MAP_PATIENCE_MS);
    try {
      model.send({ ...message, mark: `${writer}:${++count}` });
    } catch {
      problem.textContent = labels.not_connected;
    }
  }
  const heard = (message) => {
    if (message.type !== "told" || message.mark !== `${writer}:${count}`) return;
    clearTimeout(patience);
    problem.textContent = message.problem || "";
    if (message.problem) box.focus();
    else if (picked && root.contains(document.activeElement)) move(picked);
  };
  const draw = () => {
    const cells = model.get("cells");
    let changes = 0;
    cells.forEach((line, row) => line.forEach((cell, column) => {
      const own = button([row, column]);
      const note = frame.notes[row][column];
      let name = fill(labels.cell, { ...place([row, column]), number: cell.text });
      if (note) name = fill(labels.cell_note, { cell: name, note });
      if (cell.was !== null) name = fill(labels.cell_was, { cell: name, was: cell.was });
      changes += cell.was !== null;
      own.textContent = cell.text;
      own.dataset.level = cell.level;
      own.classList.toggle("cr-changed", cell.was !== null);
      own.setAttribute("aria-label", name);
      own.title = note;
    }));
    reset.hidden = changes === 0;
  };

  table.addEventListener("click", (event) => {
    const own = event.target.closest("button");
    if (own) pick([Number(own.dataset.row), Number(own.dataset.column)]);
  });
  table.addEventListener("keydown", (event) => {
    if (!event.target.closest("button") || event.altKey || event.metaKey) return;
    const to = step(event.key, event.ctrlKey, ...at, buttons.length - 1, buttons[0].length - 1);
    if (to) {
      event.preventDefault();
      move(to);
    } else if (/^[0-9.]$/.test(event.key) && !event.ctrlKey) {
      event.preventDefault(); // typing on a cell begins its number, as in a spreadsheet
      pick(at, event.key);
    }
  });
  editor.addEventListener("submit", (event) => {
    event.preventDefault();
    if (picked) ask({ type: "set", row: picked[0], column: picked[1], text: box.value });
  });
  box.addEventListener("keydown", (event) => event.key === "Escape" && picked && move(picked));
  reset.addEventListener("click", () => {
    ask({ type: "reset" });
    if (picked) move(picked);
  });
  move(at, false);
  model.on("msg:custom", heard);
  const stopFollowing = followModel(model, {
    "change:cells": draw,
    "change:sentence": () => (sentence.textContent = model.get("sentence")),
    "change:table": () => {
      const shown = model.get("table");
      tablePlace.replaceChildren(...(shown.columns ? [makeTable(shown)] : []));
    },
  });
  return () => {
    clearTimeout(patience);
    stopFollowing();
    model.off("msg:custom", heard);
  };
}

export default { render };
