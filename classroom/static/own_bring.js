// A file of her own: an empty one to fill in, the one she brings, what was understood. Python: classroom/own/bring_form.py.

function render({ model, el }) {
  const labels = model.get("labels");
  const ids = freshId();
  const standing = make("p", { class: "cr-standing" });
  const empty = make("button", { type: "button" }, labels.empty);
  const drop = make("button", { type: "button" }, labels.drop);
  const chooser = make("input", {
    type: "file", id: `${ids}-file`, class: "cr-chooser", multiple: true, accept: model.get("endings").join(","),
  });
  const choose = make("label", { class: "cr-choose", for: `${ids}-file` }, labels.choose);
  const outcome = make("div", { class: "cr-seen", role: "status", "aria-live": "polite", "aria-label": labels.third });
  const step = (title, ...children) => make("div", { class: "cr-step" }, make("p", { class: "cr-step-title" }, title), ...children);
  const inside = make("div", {},
    make("p", {}, labels.about),
    step(labels.first, make("div", { class: "cr-row" }, empty)),
    step(labels.second, make("div", { class: "cr-row" }, chooser, choose)),
    outcome, make("div", { class: "cr-row" }, drop), make("p", { class: "cr-note" }, labels.where));
  const heading = make("h3", { class: "cr-kind", id: `${ids}-heading` }, labels.heading);
  const folded = model.get("folded");
  const root = make("div", { class: "cr cr-box cr-own cr-bring", role: "group", "aria-labelledby": `${ids}-heading` },
    ...(folded
      ? [heading, make("details", {}, make("summary", {}, standing), inside)]
      : [heading, standing, inside]));
  keepKeysInside(root);
  el.append(root);

  let stop = () => {};
  const ask = (content, buffers) => {
    stop();
    stop = request(model, content, buffers, () => outcome.replaceChildren(make("p", {}, labels.not_connected)));
  };
  empty.addEventListener("click", () => ask({ type: "empty" }));
  chooser.addEventListener("change", async () => {
    const files = [...chooser.files];
    if (files.length === 0) return;
    const contents = files.reduce((sum, file) => sum + file.size, 0) > model.get("largest")
      ? null
      : await Promise.all(files.map((file) => file.arrayBuffer()));
    chooser.value = ""; // so that the same file, mended, can be chosen again
    outcome.replaceChildren(make("p", {}, contents ? labels.reading : labels.too_large));
    if (contents) ask({ type: "look", names: files.map((file) => file.name) }, contents);
  });
  drop.addEventListener("click", () => {
    if (drop.dataset.sure) ask({ type: "drop" });
    drop.textContent = drop.dataset.sure ? labels.drop : labels.drop_sure;
    drop.dataset.sure = drop.dataset.sure ? "" : "yes";
  });
  drop.addEventListener("blur", () => ((drop.textContent = labels.drop), (drop.dataset.sure = "")));

  const answer = (kind, main) => {
    const button = make("button", { type: "button", class: main ? "cr-main" : null }, labels[kind]);
    button.addEventListener("click", () => ask({ type: kind }));
    return button;
  };
  const show = () => {
    stop();
    const { refused, sections = [], problems = [], may_keep: mayKeep } = model.get("seen");
    const said = model.get("said");
    outcome.replaceChildren();
    if (said) outcome.append(make("p", { class: "cr-sentence" }, said));
    if (refused === undefined) return;
    outcome.append(make("p", { class: "cr-step-title" }, labels.third));
    if (refused) {
      outcome.append(make("p", { class: "cr-refused" },
        make("span", { class: "cr-symbol", "aria-hidden": "true" }, "!"), " ", make("strong", {}, labels.refused), " ", refused));
      return;
    }
    for (const section of sections) {
      outcome.append(make("p", {}, make("strong", {}, section.heading)), make("ul", {}, ...section.lines.map((line) => make("li", {}, line))));
    }
    if (problems.length > 0) {
      outcome.append(make("p", {}, make("strong", {}, labels.problems)), wordTable(labels.problem_heads, problems, labels.problems));
    }
    outcome.append(mayKeep
      ? make("div", { class: "cr-row" }, answer("keep", true), answer("leave", false))
      : make("p", { class: "cr-refused" }, make("span", { class: "cr-symbol", "aria-hidden": "true" }, "!"), " ", labels.no_use));
  };
  const hear = (message, buffers) => {
    if (message.type !== "file") return;
    stop();
    saveFile(message.name, buffers[0]);
  };
  model.on("msg:custom", hear);
  const stopFollowing = followModel(model, {
    "change:seen": show,
    "change:said": show,
    "change:standing": () => {
      standing.textContent = model.get("standing") || (folded ? labels.none_folded : labels.none);
      drop.hidden = !model.get("standing");
    },
  });
  return () => {
    stop();
    model.off("msg:custom", hear);
    stopFollowing();
  };
}

export default { render };
