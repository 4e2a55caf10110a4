// Sliders, ticks and choices with what follows from them. Python: classroom/shown/explore_widget.py; the wire stands there.
// One request is under way at a time: while a slider is dragged the latest setting waits, and no queue builds up.

const EXPLORE_PATIENCE_MS = 4000;

function makeSlider(input, ids, labels, onChange) {
  const id = `${ids}-${input.id}`;
  const box = make("input", { type: "text", id, class: "cr-amount", inputmode: "decimal", autocomplete: "off",
    "aria-describedby": `${id}-problem` });
  const slide = make("input", { type: "range", class: "cr-slide", min: input.low, max: input.high, step: input.step,
    "aria-label": fill(labels.slide, { label: input.label }) });
  // A percent below 1 must carry its sign, or it may be read as a rate.
  const typed = (text) => (input.percent && text && !text.includes("%") ? `${text}%` : text);
  const told = () => slide.setAttribute("aria-valuetext", `${box.value} ${input.unit}`.trim());
  slide.addEventListener("input", () => {
    box.value = String(Number(slide.value));
    told();
    onChange();
  });
  const take = () => {
    if (Number.isFinite(Number(box.value))) slide.value = box.value;
    told();
    onChange();
  };
  box.addEventListener("change", take);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    take();
  });
  return {
    label: make("label", { for: id }, input.label),
    control: make("div", { class: "cr-row" }, box, input.unit ? make("span", { class: "cr-unit" }, input.unit) : null, slide),
    get: () => typed(box.value.trim()),
    set: (value) => {
      if (document.activeElement !== box) box.value = value;
      slide.value = value;
      told();
    },
  };
}

function makeTick(input, ids, _labels, onChange) {
  const id = `${ids}-${input.id}`;
  const tick = make("input", { type: "checkbox", id, "aria-describedby": `${id}-problem` });
  tick.addEventListener("change", onChange);
  return {
    label: make("label", { for: id, class: "cr-choice" }, tick, make("span", {}, input.label)),
    control: null,
    get: () => tick.checked,
    set: (value) => (tick.checked = value === true),
  };
}

function makeOptions(input, ids, _labels, onChange) {
  const id = `${ids}-${input.id}`;
  const select = make("select", { id, "aria-describedby": `${id}-problem` },
    ...input.options.map((option) => make("option", { value: option.id }, option.text)));
  select.addEventListener("change", onChange);
  return {
    label: make("label", { for: id }, input.label), control: select,
    get: () => select.value, set: (value) => (select.value = value),
  };
}

function render({ model, el }) {
  const labels = model.get("labels");
  const ids = freshId();
  const start = structuredClone(model.get("values"));
  const writer = freshId();
  let count = 0;
  let underWay = false;
  let waiting = false;
  let patience = null;
  const makers = { slider: makeSlider, tick: makeTick, pick: makeOptions };
  const fields = model.get("inputs").map((input) => {
    const field = makers[input.shape](input, ids, labels, () => ask());
    const problem = make("p", { class: "cr-warning", id: `${ids}-${input.id}-problem`, role: "alert" });
    const row = make("div", { class: `cr-explore-row cr-explore-${input.shape}` }, field.label, field.control, problem);
    return { id: input.id, ...field, problem, row };
  });
  const reset = make("button", { type: "button", class: "cr-plain" }, labels.reset);
  const trouble = make("p", { class: "cr-warning", role: "alert" });
  const sentence = make("p", { class: "cr-sentence", role: "status", "aria-live": "polite" });
  const tablePlace = make("div");
  const root = make(
    "div", { class: "cr cr-box cr-explore", role: "group", "aria-labelledby": `${ids}-title` },
    make("h3", { class: "cr-kind", id: `${ids}-title` }, model.get("title")),
    ...fields.map((field) => field.row), reset, trouble, sentence, tablePlace,
  );
  keepKeysInside(root);
  el.append(root);

  function ask() {
    if (underWay) {
      waiting = true;
      return;
    }
    underWay = true;
    clearTimeout(patience);
    patience = setTimeout(lost, EXPLORE_PATIENCE_MS);
    try {
      const values = Object.fromEntries(fields.map((field) => [field.id, field.get()]));
      model.send({ type: "set", values, mark: `${writer}:${++count}` });
    } catch {
      lost();
    }
  }
  function lost() {
    clearTimeout(patience);
    underWay = false;
    waiting = false;
    trouble.textContent = labels.not_connected;
  }
  const heard = (message) => {
    if (message.type !== "told" || message.mark !== `${writer}:${count}`) return;
    clearTimeout(patience);
    underWay = false;
    trouble.textContent = "";
    for (const field of fields) field.problem.textContent = message.problems[field.id] || "";
    if (waiting) {
      waiting = false;
      ask();
    }
  };
  reset.addEventListener("click", () => {
    fields.forEach((field) => field.set(start[field.id]));
    ask();
  });
  model.on("msg:custom", heard);
  const stopFollowing = followModel(model, {
    "change:values": () => {
      if (!underWay || !waiting) fields.forEach((field) => field.set(model.get("values")[field.id]));
    },
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
