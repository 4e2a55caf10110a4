// One question box. Python: classroom/questions/form.py; the wire: {type: "save" | "check" | "hint"} there,
// {type: "saved" | "not_saved" | "reply"} back. What Python knows (text, result) also stands in traits, so that a
// reload and a second tab show it.

/** "132 words. Asked for: 120 to 400." */
function wordLine(labels, text, words) {
  const count = text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const counted = fill(count === 1 ? labels.one_word : labels.words, { n: count });
  return words ? `${counted} ${fill(labels.words_asked, { low: words[0], high: words[1] })}` : counted;
}

/** Fill the result box from {symbol, word, sentence, status, hints, worked, why}. */
function showResult(box, labels, result) {
  box.replaceChildren();
  if (!result.sentence && !(result.hints || []).length && !result.worked) return;
  box.dataset.status = result.status || "help";
  if (result.sentence) {
    const line = make("p", { class: "cr-verdict" });
    if (result.word) {
      line.append(make("span", { class: "cr-symbol", "aria-hidden": "true" }, result.symbol), " ");
      line.append(make("strong", {}, result.word), " ");
    }
    line.append(result.sentence);
    box.append(line);
  }
  const named = (label, text) => box.append(make("p", {}, make("strong", {}, label), " ", text));
  if (result.why) named(labels.why, result.why);
  (result.hints || []).forEach((hint, index) => named(fill(labels.hint, { n: index + 1 }), hint));
  if (result.worked) named(labels.worked, result.worked);
}

/** Offer words that were left unsaved in this browser and are older than what Python holds. */
function offerOlder(box, labels, older, at, use, drop) {
  const { time, day } = moment(at, labels.language);
  const yes = make("button", { type: "button" }, labels.older_use);
  const no = make("button", { type: "button", class: "cr-plain" }, labels.older_drop);
  box.replaceChildren(
    make("p", {}, fill(labels.older, { when: day ? `${day}, ${time}` : time })),
    make("blockquote", {}, older),
    make("div", { class: "cr-row" }, yes, no),
  );
  yes.addEventListener("click", () => (box.replaceChildren(), use(older)));
  no.addEventListener("click", () => (box.replaceChildren(), drop()));
}

function render({ model, el }) {
  const shown = model.get("shown");
  const labels = model.get("labels");
  const ids = freshId();
  const parts = {
    echo: make("p", { class: "cr-note cr-echo", id: `${ids}-echo` }),
    words: make("p", { class: "cr-note", id: `${ids}-words` }),
    result: make("div", { class: "cr-result", id: `${ids}-result`, role: "status", "aria-live": "polite" }),
    conflict: make("p", { class: "cr-warning", role: "status" }),
    older: make("div", { class: "cr-warning cr-older" }),
    state: make("p", { class: "cr-state", role: "status", "aria-live": "off" }),
  };
  const keeper = new Keeper({
    model,
    key: model.get("storage_key"),
    state: (name, details) => {
      showState(parts.state, labels, name, details);
      if (name !== "saved") return;
      parts.conflict.textContent = details.conflict || "";
      // Another tab's later text may have won; then that is the answer, and it is shown.
      if (kept(model.get("text")) !== kept(field.get())) adopt();
    },
  });
  const field = makeField(shown, labels, ids, typed, () => (keeper.flush(), showEcho()));

  function typed(text) {
    keeper.typed(text);
    parts.result.classList.add("cr-stale");
    countWords();
    if (!text.trim()) parts.echo.textContent = "";
  }
  function countWords() {
    if (isText(shown)) parts.words.textContent = wordLine(labels, field.words ? field.words() : field.get(), shown.words);
  }
  function showEcho() {
    const { echo, problem, text } = model.get("read");
    if (text !== field.get()) return; // of an earlier text
    // What cannot be read yet is often only half typed: say so when she has left the field.
    const typing = field.element.contains(document.activeElement) && document.hasFocus();
    parts.echo.textContent = echo || (typing ? "" : problem);
  }
  function show(text) {
    if (field.get() !== text) field.set(text);
    countWords();
  }
  function adopt() {
    if (keeper.adopt(model.get("text"), model.get("revision"))) {
      show(model.get("text"));
      if (model.get("saved_at")) showState(parts.state, labels, "saved", { at: model.get("saved_at") });
    }
  }

  const root = build(shown, labels, ids, field, parts, keeper, model);
  keepKeysInside(root);
  el.append(root);
  adopt();
  const found = keeper.recover(model.get("saved_at"));
  if (found?.text !== undefined) show(found.text);
  if (found?.older !== undefined) {
    offerOlder(parts.older, labels, found.older, found.at,
      (text) => (show(text), typed(text), keeper.flush()), () => keeper.draft.clear());
  }

  const follow = {
    "change:revision": adopt,
    "change:read": showEcho,
    "change:result": () => {
      showResult(parts.result, labels, model.get("result"));
      parts.result.classList.remove("cr-stale");
    },
    "change:help_label": () => {
      const help = root.querySelector(".cr-help");
      if (!help) return;
      help.textContent = model.get("help_label");
      help.hidden = !help.textContent;
    },
  };
  const stopFollowing = followModel(model, follow);
  const onLeavePage = () => keeper.flush();
  window.addEventListener("pagehide", onLeavePage);
  return () => {
    stopFollowing();
    window.removeEventListener("pagehide", onLeavePage);
    keeper.stop();
  };
}

/** Put the box together and connect its buttons. */
function build(shown, labels, ids, field, parts, keeper, model) {
  const ask = field.isGroup
    ? make("legend", { class: "cr-ask", id: `${ids}-ask` }, shown.ask)
    : make("label", { class: "cr-ask", id: `${ids}-ask`, for: ids }, shown.ask);
  const row = make("div", { class: "cr-row" }, field.element, field.unit);
  const entry = field.isGroup ? make("fieldset", {}, ask, row) : make("div", {}, ask, row);
  const root = make(
    "div", { class: "cr cr-box cr-question", role: "group", "aria-labelledby": `${ids}-kind ${ids}-ask`, "data-question": shown.id },
    make("h3", { class: "cr-kind", id: `${ids}-kind` }, shown.heading), entry, parts.older,
    isText(shown) ? parts.words : null, parts.echo, parts.conflict,
  );
  const check = () => {
    keeper.send("check", field.get());
  };
  if (shown.practice) {
    const button = make("button", { type: "button", class: "cr-main" }, labels.check);
    button.addEventListener("click", check);
    const help = make("button", { type: "button", class: "cr-plain cr-help" });
    help.addEventListener("click", () => model.send({ type: "hint" }));
    (field.isGroup || isText(shown) ? entry : row).append(
      make("div", { class: "cr-row cr-actions" }, button, help),
    );
    root.append(parts.result);
  }
  root.append(parts.state);
  root.addEventListener("keydown", (event) => {
    if (event.key === "s" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault(); // Save means: save what I typed
      keeper.send("save", field.get());
    } else if (event.key === "Enter" && event.target.matches("input[type=text]")) {
      event.preventDefault();
      if (shown.practice) check();
      else keeper.send("save", field.get());
    }
  });
  return root;
}

export default { render };
