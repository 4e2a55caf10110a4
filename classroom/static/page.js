// Small pieces every widget uses. Text from Python or from the learner enters the page only as text.

/** Make an element. `attributes` are set as attributes, `children` are elements or text. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Fill the {names} of a translated sentence. */
function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** An id that no other view has. */
function freshId() {
  return "cr-" + Math.random().toString(36).slice(2, 10);
}

/** Keep what is typed here from being taken for a shortcut of JupyterLab. */
function keepKeysInside(root) {
  root.setAttribute("data-lm-suppress-shortcuts", "true");
  for (const kind of ["keydown", "keypress", "keyup", "copy", "cut", "paste"]) {
    root.addEventListener(kind, (event) => event.stopPropagation());
  }
}

/** Call each function now and with each such change of the model. Returns how to stop. */
function followModel(model, changes) {
  for (const [event, act] of Object.entries(changes)) {
    act();
    model.on(event, act);
  }
  return () => Object.entries(changes).forEach(([event, act]) => model.off(event, act));
}

/** Return the words for the moment `iso`: the time alone for today, else {day: "Tuesday, March 3", time: "7:42 pm"}. */
function moment(iso, language) {
  const then = new Date(iso);
  const time = then
    .toLocaleTimeString(language, { hour: "numeric", minute: "2-digit" })
    .replace(/[\u202f\u00a0]/g, " ")
    .replace(/ ([AP])M$/, (_whole, letter) => " " + letter.toLowerCase() + "m");
  const today = then.toDateString() === new Date().toDateString();
  const day = today ? null : then.toLocaleDateString(language, { weekday: "long", month: "long", day: "numeric" });
  return { time, day };
}

/** Build a table from {caption, columns: [{title, number}], rows: [[text]]}; the first column names the row. */
function makeTable(table) {
  const cell = (tag, text, number, scope) =>
    make(tag, { class: number ? "cr-number" : null, scope }, text);
  const head = make(
    "tr", {}, ...table.columns.map((column) => cell("th", column.title, column.number, "col")),
  );
  const rows = table.rows.map((row) =>
    make("tr", {}, ...row.map((text, index) =>
      index === 0 ? cell("th", text, false, "row") : cell("td", text, table.columns[index].number),
    )),
  );
  return make(
    "div", { class: "cr-table-frame", tabindex: 0, role: "group", "aria-label": table.caption },
    make(
      "table", { class: "cr-table" },
      table.caption ? make("caption", {}, table.caption) : null,
      make("thead", {}, head),
      make("tbody", {}, ...rows),
    ),
  );
}
