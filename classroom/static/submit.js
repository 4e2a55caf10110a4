// The Send button. Python: classroom/sending/submit_form.py. All that is shown stands in traits.

const SEND_PATIENCE_MS = 3000;

/** The address of a page of this Jupyter server, or null where there is none. */
function serverAddress(path) {
  const found = document.getElementById("jupyter-config-data");
  try {
    return found ? new URL(JSON.parse(found.textContent).baseUrl + path, window.location.href).href : null;
  } catch {
    return null;
  }
}

function render({ model, el }) {
  const labels = model.get("labels");
  const ids = freshId();
  const list = make("ul", { class: "cr-checklist", "aria-label": labels.checklist });
  const notebook = make("input", { type: "checkbox", id: `${ids}-notebook`, checked: true });
  const send = make("button", { type: "button", class: "cr-main" }, labels.button);
  const again = make("button", { type: "button" }, labels.again);
  const outcome = make("div", { class: "cr-result cr-outcome", role: "status", "aria-live": "polite" });
  const root = make(
    "div", { class: "cr cr-box cr-submit", role: "group", "aria-labelledby": `${ids}-heading` },
    make("h3", { class: "cr-ask", id: `${ids}-heading` }, labels.heading),
    list,
    make("label", { class: "cr-choice", for: `${ids}-notebook` }, notebook, make("span", {}, labels.notebook)),
    make("div", { class: "cr-row" }, send, again), outcome,
  );
  const beginAgain = serverAddress(labels.begin_again_at);
  if (beginAgain) {
    root.append(make("p", { class: "cr-note" }, make("a", { href: beginAgain, target: "_blank", rel: "noopener" }, labels.begin_again)));
  }
  keepKeysInside(root);
  el.append(root);

  let patience = null;
  const ask = (message) => {
    if (model.get("state") === "sending") return;
    clearTimeout(patience);
    patience = setTimeout(() => {
      if (model.get("state") === "sending") return;
      send.setAttribute("aria-disabled", "false");
      outcome.replaceChildren(make("p", {}, labels.not_connected));
    }, SEND_PATIENCE_MS);
    send.setAttribute("aria-disabled", "true");
    outcome.replaceChildren(make("p", {}, labels.sending));
    try {
      model.send(message);
    } catch {
      // the timer above says so
    }
  };
  send.addEventListener("click", () => ask({ type: "send", notebook: notebook.checked }));
  again.addEventListener("click", () => ask({ type: "again" }));

  const showList = () => list.replaceChildren(...model.get("checklist").map((line) => make(
    "li", { "data-done": line.done },
    make("span", { class: "cr-symbol", "aria-hidden": "true" }, line.done ? "✓" : "○"),
    make("span", {}, line.label, " ",
      make("span", { class: "cr-note" }, `(${[line.done ? labels.done : labels.to_do, line.note].filter(Boolean).join(", ")})`)),
  )));
  const showOutcome = () => {
    const state = model.get("state");
    if (state !== "ready") clearTimeout(patience);
    send.setAttribute("aria-disabled", String(state === "sending"));
    again.hidden = state !== "kept";
    outcome.replaceChildren();
    outcome.dataset.status = state;
    if (state === "sending") return outcome.append(make("p", {}, labels.sending));
    if (state === "ready") return model.get("sentence") && outcome.append(make("p", {}, model.get("sentence")));
    const symbol = make("span", { class: "cr-symbol", "aria-hidden": "true" }, { sent: "✓", kept: "↻", refused: "!" }[state]);
    outcome.append(make("p", {}, symbol, " ", make("strong", {}, labels[state]), " ", model.get("sentence")));
    const receipt = model.get("receipt");
    if (receipt.number) {
      // The desk's sentence above has the time, in the zone of the course.
      const number = fill(labels.number, { number: receipt.number });
      outcome.append(make("p", {}, make("strong", { class: "cr-receipt" }, number)));
    }
    if (model.get("changed")) outcome.append(make("p", {}, labels.changed));
    const start = serverAddress("classroom/desk");
    if (start && state === "sent") {
      outcome.append(make("p", {}, make("a", { href: start, target: "_blank", rel: "noopener" }, labels.start_page)));
    }
  };
  const stopFollowing = followModel(model, {
    "change:checklist": showList,
    "change:state": showOutcome,
    "change:sentence": showOutcome,
    "change:receipt": showOutcome,
    "change:changed": showOutcome,
  });
  model.send({ type: "look" });
  const onFocus = () => document.visibilityState === "visible" && model.send({ type: "look" });
  document.addEventListener("visibilitychange", onFocus);
  return () => {
    clearTimeout(patience);
    document.removeEventListener("visibilitychange", onFocus);
    stopFollowing();
  };
}

export default { render };
