// Numbers of her own contract. Python: classroom/own/form.py. Saved like an answer, into her own folder.

function render({ model, el }) {
  const labels = model.get("labels");
  const ids = freshId();
  const rows = model.get("fields").map((field) => {
    const id = `${ids}-${field.id}`;
    const input = make("input", {
      id, type: "text", class: "cr-amount", inputmode: "decimal", autocomplete: "off", spellcheck: "false",
      "aria-describedby": `${id}-unit ${id}-echo ${id}-known`,
    });
    const echo = make("span", { class: "cr-note", id: `${id}-echo` });
    const known = make("span", { class: "cr-note cr-known", id: `${id}-known` });
    const line = make(
      "div", { class: "cr-own-row" }, make("label", { for: id }, field.label),
      make("div", { class: "cr-row" }, input, make("span", { class: "cr-unit", id: `${id}-unit` }, field.unit)), echo, known,
    );
    return { id: field.id, label: field.label, sign: field.sign, input, echo, known, line };
  });
  const state = make("p", { class: "cr-state", role: "status", "aria-live": "off" });
  const sentence = make("p", { class: "cr-sentence", role: "status", "aria-live": "polite" });
  const root = make(
    "div", { class: "cr cr-box cr-own", role: "group", "aria-labelledby": `${ids}-heading` },
    make("h3", { class: "cr-kind", id: `${ids}-heading` }, labels.heading),
    ...rows.map((row) => row.line), sentence, make("p", { class: "cr-note" }, labels.where), state,
  );
  keepKeysInside(root);
  el.append(root);

  const texts = () => JSON.stringify(Object.fromEntries(rows.map((row) => [row.id, row.input.value])));
  const show = (json) => {
    let values = {};
    try {
      values = JSON.parse(json);
    } catch {
      return; // nothing is kept yet
    }
    for (const row of rows) {
      if (kept(row.input.value) !== kept(values[row.id] ?? "")) row.input.value = values[row.id] ?? "";
    }
  };
  const keeper = new Keeper({
    model, key: model.get("storage_key"),
    state: (name, details) => showState(state, labels, name, details),
  });
  const useKnown = (row, text) => {
    row.input.value = text;
    keeper.typed(texts());
    keeper.flush();
    row.input.focus();
    readings();
  };
  const sources = (row, text) => {
    const stands = text && kept(row.input.value) === kept(text);
    row.line.dataset.known = stands ? "yes" : "";
    row.known.replaceChildren();
    if (stands) row.known.append(model.get("estimated").includes(row.id) ? labels.estimated : labels.from_contract);
    if (!text || stands) return;
    const use = make("button", { type: "button", class: "cr-plain", "aria-label": `${labels.use}: ${row.label}` }, labels.use);
    use.addEventListener("click", () => useKnown(row, text));
    row.known.append(fill(labels.contract_says, { amount: row.sign + text }), " ", use);
  };
  const readings = () => {
    const read = model.get("read");
    for (const row of rows) {
      const text = model.get("known")[row.id];
      sources(row, text);
      if (row.line.dataset.known) {
        row.echo.textContent = "";
        continue;
      }
      const found = read[row.id];
      if (!row.input.value.trim()) row.echo.textContent = "";
      if (!found || kept(found.text) !== kept(row.input.value)) continue;
      const typing = document.activeElement === row.input && document.hasFocus();
      row.echo.textContent = found.echo ? fill(labels.read_as, { amount: found.echo }) : typing ? "" : found.problem;
    }
  };
  const adopt = () => {
    if (!keeper.adopt(model.get("text"), model.get("revision"))) return;
    show(model.get("text"));
    if (model.get("saved_at")) showState(state, labels, "saved", { at: model.get("saved_at") });
  };
  for (const { input } of rows) {
    const leave = () => (keeper.flush(), readings());
    input.addEventListener("input", () => (keeper.typed(texts()), readings()));
    input.addEventListener("change", leave);
    input.addEventListener("blur", leave);
  }
  adopt();
  const found = keeper.recover(model.get("saved_at"));
  if (found?.text !== undefined) show(found.text);
  if (found?.older !== undefined) keeper.draft.clear();
  const stopFollowing = followModel(model, {
    "change:revision": adopt,
    "change:known": () => (adopt(), readings()),
    "change:read": readings,
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
