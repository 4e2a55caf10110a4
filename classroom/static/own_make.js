// Files made of what she keeps: what is in them, a button for each, downloads. Python: classroom/own/make_form.py.

function render({ model, el }) {
  const labels = model.get("labels");
  const ids = freshId();
  const table = make("div", {});
  const says = make("div", {});
  const choices = make("div", { class: "cr-choices" });
  const outcome = make("p", { class: "cr-sentence", role: "status", "aria-live": "polite" });
  const root = make("div", { class: "cr cr-box cr-own cr-make", role: "group", "aria-labelledby": `${ids}-heading` },
    make("h3", { class: "cr-kind", id: `${ids}-heading` }, labels.heading),
    table, says, choices, outcome, make("p", { class: "cr-note" }, labels.where));
  keepKeysInside(root);
  el.append(root);

  let stop = () => {};
  const ask = (content) => {
    stop();
    stop = request(model, content, [], () => (outcome.textContent = labels.not_connected));
  };
  const button = (text, main, act) => {
    const made = make("button", { type: "button", class: main ? "cr-main" : null }, text);
    made.addEventListener("click", act);
    return made;
  };
  const showChoices = () => choices.replaceChildren(...model.get("choices").map((choice) => {
    if (choice.missing) return make("p", { class: "cr-note" }, choice.missing);
    const write = () => ((outcome.textContent = labels.making), ask({ type: "make", choice: choice.id }));
    return make("div", { class: "cr-row" }, button(choice.label, true, write),
      ...choice.files.map((name) => button(fill(labels.download, { name }), false, () => ask({ type: "fetch", name }))));
  }));
  const showTable = () => {
    const { heads = [], rows = [] } = model.get("table");
    table.replaceChildren(...(rows.length > 0 ? [wordTable(heads, rows, labels.heading)] : []));
  };
  const hear = (message, buffers) => {
    stop();
    if (message.type === "file") saveFile(message.name, buffers[0]);
    // What was said before is said again: a trait that does not change is not sent.
    if (message.type === "done") outcome.textContent = model.get("said");
  };
  model.on("msg:custom", hear);
  const stopFollowing = followModel(model, {
    "change:table": showTable,
    "change:says": () => says.replaceChildren(...model.get("says").map((line) => make("p", {}, line))),
    "change:choices": showChoices,
    "change:said": () => (outcome.textContent = model.get("said")),
  });
  return () => {
    stop();
    model.off("msg:custom", hear);
    stopFollowing();
  };
}

export default { render };
