// A list of her own: one line for each thing, a status to choose and notes to write. Python: classroom/own/list_form.py. Saved
// like an answer, into her own folder.

function render({ model, el }) {
  const labels = model.get("labels");
  const ids = freshId();
  const columns = model.get("columns");
  const controls = new Map();
  const head = make("tr", {}, make("td"), ...columns.map((column) => make("th", { scope: "col" }, column.label)));
  const rows = model.get("lines").map((line) => make("tr", {}, make("th", { scope: "row" }, line.label),
    ...columns.map((column) => {
      const key = `${line.id}.${column.id}`;
      const name = fill(labels.cell, { column: column.label, line: line.label });
      const control = column.options
        ? make("select", { id: `${ids}-${key}`, "aria-label": name },
          ...column.options.map((option) => make("option", { value: option.id }, option.text)))
        : make("input", { type: "text", id: `${ids}-${key}`, "aria-label": name, maxlength: 200, autocomplete: "off" });
      controls.set(key, control);
      return make("td", { "data-label": column.label }, control);
    })));
  const state = make("p", { class: "cr-state", role: "status", "aria-live": "off" });
  const sentence = make("p", { class: "cr-sentence", role: "status", "aria-live": "polite" });
  const table = make("div", { class: "cr-table-frame", tabindex: 0, role: "group", "aria-label": labels.heading },
    make("table", { class: "cr-table" }, make("thead", {}, head), make("tbody", {}, ...rows)));
  const where = make("p", { class: "cr-note" }, labels.where);
  const root = make(
    "div", { class: "cr cr-box cr-own cr-own-list", role: "group", "aria-labelledby": `${ids}-heading` },
    make("h3", { class: "cr-kind", id: `${ids}-heading` }, labels.heading),
    ...(model.get("folded")
      ? [make("details", {}, make("summary", {}, sentence), table, where, state)]
      : [table, sentence, where, state]),
  );
  keepKeysInside(root);
  el.append(root);

  const texts = () => JSON.stringify(Object.fromEntries([...controls].map(([key, control]) => [key, control.value])));
  const show = (json) => {
    let values = {};
    try {
      values = JSON.parse(json);
    } catch {
      return; // nothing is kept yet
    }
    for (const [key, control] of controls) {
      if (kept(control.value) !== kept(values[key] ?? "")) control.value = values[key] ?? "";
    }
  };
  const keeper = new Keeper({
    model, key: model.get("storage_key"),
    state: (name, details) => showState(state, labels, name, details),
  });
  const adopt = () => {
    if (!keeper.adopt(model.get("text"), model.get("revision"))) return;
    show(model.get("text"));
    if (model.get("saved_at")) showState(state, labels, "saved", { at: model.get("saved_at") });
  };
  for (const control of controls.values()) {
    control.addEventListener("input", () => keeper.typed(texts()));
    control.addEventListener("change", () => (keeper.typed(texts()), keeper.flush()));
    control.addEventListener("blur", () => keeper.flush());
  }
  adopt();
  const found = keeper.recover(model.get("saved_at"));
  if (found?.text !== undefined) show(found.text);
  if (found?.older !== undefined) keeper.draft.clear();
  const stopFollowing = followModel(model, {
    "change:revision": adopt,
    "change:sentence": () => (sentence.textContent = model.get("sentence")),
  });
  const onLeavePage = () => keeper.flush();
  window.addEventListener("pagehide", onLeavePage);
  return () => {
    stopFollowing();
    window.removeEventListener("pagehide", onLeavePage);
    keeper.stop();
  };
}

export default { render };
