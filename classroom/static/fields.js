// The fields of a question box, one maker for each kind. A field is {element, unit, isGroup, get, set}: `get` and `set` speak
// the one text that is kept (classroom/questions/picked.py and filled.py say how). isGroup: several controls under one
// legend. `onInput` is called with each change by the learner, `onLeave` when she leaves a control.

function isText(shown) {
  return shown.kind === "text" || shown.kind === "insight";
}

function makeField(shown, labels, ids, onInput, onLeave) {
  const describedBy = `${ids}-echo ${ids}-words ${ids}-result`;
  const makers = {
    choice: makeChoices, several: makeChoices, pick: makePick, order: makeOrder, match: makeMatch,
    table: makeNumbers, insight: makeInsight,
  };
  const maker = makers[shown.kind] ?? makeTyped;
  return maker({ shown, labels, ids, describedBy, onInput, onLeave });
}

/** One box: an amount, a date or a long text. */
function makeTyped({ shown, labels, ids, describedBy, onInput, onLeave }) {
  const long = isText(shown);
  const input = long
    ? make("textarea", { id: ids, rows: 10, "aria-describedby": describedBy })
    : make("input", {
        id: ids, type: "text", class: "cr-amount", inputmode: shown.kind === "date" ? "text" : "decimal",
        autocomplete: "off", spellcheck: "false", autocapitalize: "off", "aria-describedby": describedBy,
      });
  const grow = () => {
    if (!long || !input.scrollHeight) return;
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight + 4}px`;
  };
  input.addEventListener("input", () => (grow(), onInput(input.value)));
  input.addEventListener("change", onLeave);
  input.addEventListener("blur", onLeave);
  const beside = shown.kind === "date" ? labels.date_example : shown.unit;
  const unit = !long && beside ? make("span", { class: "cr-unit", id: `${ids}-unit` }, beside) : null;
  if (unit) input.setAttribute("aria-describedby", `${ids}-unit ${describedBy}`);
  return {
    element: input,
    unit,
    get: () => input.value,
    set: (text) => ((input.value = text), requestAnimationFrame(grow)),
  };
}

/** Radio buttons for one of the options, tick boxes for several; pieces of a text stand in one paragraph. */
function makeChoices({ shown, ids, describedBy, onInput, onLeave }) {
  const one = shown.kind === "choice";
  const box = make("div", {
    class: shown.as_text ? "cr-spans" : "cr-choices", role: one ? "radiogroup" : "group",
    "aria-labelledby": `${ids}-ask`, "aria-describedby": describedBy,
  });
  const inputs = shown.options.map((option, index) => {
    const input = make("input", {
      type: one ? "radio" : "checkbox", name: one ? ids : null, value: option.id, id: `${ids}-${index}`,
    });
    input.addEventListener("change", () => (onInput(get()), onLeave()));
    box.append(make("label", { class: shown.as_text ? "cr-span" : "cr-choice", for: `${ids}-${index}` },
      input, make("span", {}, option.text)), shown.as_text ? " " : "");
    return input;
  });
  const get = () => inputs.filter((input) => input.checked).map((input) => input.value).join(", ");
  return {
    element: box, unit: null, isGroup: true, get,
    set: (text) => {
      const chosen = text.split(",").map((id) => id.trim());
      inputs.forEach((input) => (input.checked = chosen.includes(input.value)));
    },
  };
}

/** The small table of a question. `control(id, name)` makes what stands in a cell that has an id. */
function makeGrid(shown, control) {
  const { headings, rows, ids, names } = shown.grid;
  const head = make("tr", {}, ...headings.map((title) => make("th", { scope: "col" }, title)));
  const body = rows.map((row, r) => make("tr", {}, ...row.map((text, c) => {
    const id = ids[r][c];
    const tag = c === 0 ? "th" : "td";
    const scope = c === 0 ? "row" : null;
    const number = c > 0 && /^[\s$−+-]*[\d.,]+\s*%?$/.test(text) ? "cr-number" : null;
    return make(tag, { scope, class: number }, id ? control(id, text, names[id]) : text);
  })));
  return make("div", { class: "cr-table-frame" },
    make("table", { class: "cr-table cr-question-table" }, make("thead", {}, head), make("tbody", {}, ...body)));
}

/** Pick a line or a cell of a table: each is a radio button whose label is what stands there. */
function makePick({ shown, ids, describedBy, onInput, onLeave }) {
  const radios = [];
  const table = makeGrid(shown, (id, text, name) => {
    const radio = make("input", { type: "radio", name: ids, value: id, id: `${ids}-${id}`, "aria-label": name });
    radio.addEventListener("change", () => (mark(), onInput(id), onLeave()));
    radios.push(radio);
    return make("label", { class: "cr-pick", for: radio.id }, radio, make("span", {}, text));
  });
  // Where a line is picked, the line is marked; where a cell is, the cell.
  const byLine = radios.every((radio) => radio.closest("tr").querySelectorAll("input").length === 1);
  const mark = () => radios.forEach((radio) =>
    radio.closest(byLine ? "tr" : "td, th").classList.toggle("cr-picked", radio.checked));
  table.addEventListener("click", (event) => {
    // The whole line is its radio button's, where a line is what is picked.
    const found = event.target.closest("tr")?.querySelectorAll("input");
    if (found?.length === 1 && !event.target.closest("label")) found[0].click();
  });
  const box = make("div", { role: "radiogroup", "aria-labelledby": `${ids}-ask`, "aria-describedby": describedBy }, table);
  return {
    element: box, unit: null, isGroup: true,
    get: () => radios.find((radio) => radio.checked)?.value ?? "",
    set: (text) => (radios.forEach((radio) => (radio.checked = radio.value === text)), mark()),
  };
}

/** Lines with buttons that move them up and down; until one is moved, nothing is answered. */
function makeOrder({ shown, labels, ids, describedBy, onInput, onLeave }) {
  const texts = Object.fromEntries(shown.options.map((option) => [option.id, option.text]));
  const given = shown.options.map((option) => option.id);
  let order = [...given];
  let answered = false;
  const list = make("ol", { class: "cr-order", "aria-labelledby": `${ids}-ask`, "aria-describedby": describedBy });
  const said = make("span", { class: "cr-hidden", role: "status", "aria-live": "polite" });
  const move = (id, by) => {
    const from = order.indexOf(id);
    const to = from + by;
    if (to < 0 || to >= order.length) return;
    order.splice(from, 1);
    order.splice(to, 0, id);
    answered = true;
    draw();
    const way = by < 0 ? "up" : "down";
    const button = list.querySelector(`[data-line="${id}"] [data-way="${way}"]`);
    (button.disabled ? list.querySelector(`[data-line="${id}"] button:not(:disabled)`) : button).focus();
    said.textContent = fill(labels.moved, { text: texts[id], n: to + 1, all: order.length });
    onInput(order.join(", "));
    onLeave();
  };
  const draw = () => list.replaceChildren(...order.map((id, at) => {
    const place = fill(labels.line_at, { n: at + 1, all: order.length, text: texts[id] });
    const button = (way, sign, by, off) => {
      const made = make("button", { type: "button", "data-way": way, "aria-label": `${labels[way]}. ${place}`, disabled: off }, sign);
      made.addEventListener("click", () => move(id, by));
      return made;
    };
    return make("li", { "data-line": id }, make("span", {}, texts[id]),
      make("span", { class: "cr-moves" }, button("up", "↑", -1, at === 0), button("down", "↓", 1, at === order.length - 1)));
  }));
  draw();
  return {
    element: make("div", {}, list, said), unit: null, isGroup: true,
    get: () => (answered ? order.join(", ") : ""),
    set: (text) => {
      const found = text.split(",").map((id) => id.trim()).filter((id) => id in texts);
      answered = found.length === given.length;
      order = answered ? found : [...given];
      draw();
    },
  };
}

/** One list to choose from for each item. */
function makeMatch({ shown, labels, ids, describedBy, onInput, onLeave }) {
  const selects = shown.items.map((item, index) => {
    const id = `${ids}-${index}`;
    const select = make("select", { id, "aria-describedby": describedBy },
      make("option", { value: "" }, labels.choose),
      ...shown.options.map((option) => make("option", { value: option.id }, option.text)));
    select.addEventListener("change", () => (onInput(get()), onLeave()));
    return { item: item.id, select, line: make("div", { class: "cr-match" }, make("label", { for: id }, item.text), select) };
  });
  const get = () => selects.filter(({ select }) => select.value).map(({ item, select }) => `${item}=${select.value}`).join(", ");
  return {
    element: make("div", { class: "cr-matches" }, ...selects.map(({ line }) => line)), unit: null, isGroup: true, get,
    set: (text) => {
      const pairs = Object.fromEntries(text.split(",").map((pair) => pair.trim().split("=")));
      selects.forEach(({ item, select }) => (select.value = pairs[item] ?? ""));
    },
  };
}

/** A table with a box for each number. */
function makeNumbers({ shown, ids, describedBy, onInput, onLeave }) {
  const inputs = new Map();
  const table = makeGrid(shown, (id, _text, name) => {
    const input = make("input", {
      type: "text", class: "cr-amount", inputmode: "decimal", autocomplete: "off", spellcheck: "false",
      id: `${ids}-${id}`, "aria-label": name, "aria-describedby": describedBy,
    });
    input.addEventListener("input", () => onInput(get()));
    input.addEventListener("change", onLeave);
    input.addEventListener("blur", onLeave);
    inputs.set(id, input);
    return input;
  });
  const get = () => {
    const filled = [...inputs].filter(([, input]) => input.value.trim());
    return filled.length ? JSON.stringify(Object.fromEntries(filled.map(([id, input]) => [id, input.value]))) : "";
  };
  return {
    element: table, unit: null, isGroup: true, get,
    set: (text) => {
      let values = {};
      try {
        values = JSON.parse(text);
      } catch {
        // nothing is filled in yet
      }
      for (const [id, input] of inputs) if (input.value !== (values[id] ?? "")) input.value = values[id] ?? "";
    },
  };
}

/** A text, and the tick that lets others read it. Both are kept as one. */
function makeInsight({ shown, labels, ids, describedBy, onInput, onLeave }) {
  const text = make("textarea", { id: ids, rows: 4, "aria-describedby": describedBy });
  const tick = make("input", { type: "checkbox", id: `${ids}-share` });
  const get = () => (text.value.trim() ? JSON.stringify({ share: tick.checked, text: text.value }) : "");
  text.addEventListener("input", () => onInput(get()));
  text.addEventListener("blur", onLeave);
  tick.addEventListener("change", () => (onInput(get()), onLeave()));
  return {
    element: make("div", { class: "cr-insight" }, text,
      make("label", { class: "cr-choice", for: tick.id }, tick, make("span", {}, labels.share))),
    unit: null, get, words: () => text.value,
    set: (kept) => {
      let found = { share: false, text: kept };
      try {
        found = JSON.parse(kept);
      } catch {
        // nothing is kept yet
      }
      if (text.value !== (found.text ?? "")) text.value = found.text ?? "";
      tick.checked = found.share === true;
    },
  };
}
