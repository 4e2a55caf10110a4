// A chart: finding, drawing, sentence, table. Python: classroom/shown/charts.py. plotly.js comes from Python, once per page,
// as a packed buffer: nothing is fetched from the web, and no figure carries its own copy.

const ASK_AGAIN_MS = 5000;
const GIVE_UP_MS = 30000;

/** Return a promise of plotly, asking Python for it through `model` when the page has none. */
function plotlyFor(model, stopped) {
  if (window.Plotly?.react) return Promise.resolve(window.Plotly);
  const shared = (window.classroomPlotly ??= { askedAt: 0, loading: null });
  return new Promise((resolve, reject) => {
    const started = Date.now();
    const take = (message, buffers) => {
      if (message.type === "plotly" && buffers.length) shared.loading ??= unpack(buffers[0]).catch(() => null);
    };
    const done = (act, value) => {
      clearInterval(timer);
      model.off("msg:custom", take);
      act(value);
    };
    const look = () => {
      if (window.Plotly?.react) return done(resolve, window.Plotly);
      if (stopped() || Date.now() - started > GIVE_UP_MS) return done(reject, new Error("plotly.js did not come"));
      if (!shared.loading && Date.now() - shared.askedAt > ASK_AGAIN_MS) {
        shared.askedAt = Date.now();
        model.send({ type: "plotly" });
      }
    };
    const timer = setInterval(look, 100);
    model.on("msg:custom", take);
    look();
  });
}

async function unpack(buffer) {
  const packed = new Blob([buffer]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = new Blob([await new Response(packed).arrayBuffer()], { type: "text/javascript" });
  const element = document.createElement("script");
  element.src = URL.createObjectURL(script);
  document.head.append(element);
}

/** The figure in the page's colours and type. */
function dressed(drawing, place) {
  const style = getComputedStyle(place);
  const colour = (name) => style.getPropertyValue(name).trim();
  const figure = structuredClone(drawing);
  const axis = { gridcolor: colour("--cr-rule"), linecolor: colour("--cr-edge"), zerolinecolor: colour("--cr-edge") };
  Object.assign(figure.layout, {
    font: { family: style.fontFamily, size: 14, color: colour("--cr-text") },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    hoverlabel: { bgcolor: colour("--cr-paper"), font: { color: colour("--cr-text") } },
  });
  Object.assign(figure.layout.xaxis, axis);
  Object.assign(figure.layout.yaxis, axis);
  for (const trace of figure.data) {
    if (trace.type !== "bar") continue;
    trace.marker.line = { color: colour("--cr-text"), width: 1 };
    trace.marker.pattern.fgcolor = colour("--cr-text");
  }
  // The names at the line ends are read, so they take the colour of text, not of the line.
  for (const note of figure.layout.annotations) note.font = { color: colour("--cr-text") };
  if (place.clientWidth < 480) makeNarrow(figure, place.clientWidth);
  return figure;
}

/** On a telephone: fewer words in the drawing. The table has every number. */
function makeNarrow(figure, width) {
  const { xaxis, margin } = figure.layout;
  if (margin.r > 16) margin.r = 84;
  const words = figure.data[0]?.x ?? [];
  const longest = Math.max(0, ...words.map((word) => word.length));
  const fitting = Math.floor((width - 90 - margin.r) / (longest * 9 + 12));
  if (longest <= 8) Object.assign(xaxis, { tickangle: 0, nticks: Math.max(2, fitting) });
  if (words.length > 6 || figure.data.length > 1) figure.data.forEach((trace) => delete trace.text);
}

function render({ model, el }) {
  const labels = model.get("labels");
  const ids = freshId();
  let over = false;
  let plotly = null;
  const title = make("figcaption", { class: "cr-finding", id: ids });
  const waiting = make("p", { class: "cr-note" }, labels.drawing);
  const place = make("div", { class: "cr-plot", role: "img" });
  const sentence = make("p", { class: "cr-sentence", "aria-live": "polite" });
  const details = make("details", {}, make("summary", {}, labels.table));
  const holder = make("div", {});
  details.append(holder);
  const root = make("figure", { class: "cr cr-chart", "aria-labelledby": ids }, title, waiting, place, sentence, details);
  keepKeysInside(root);
  el.append(root);

  const words = () => {
    title.textContent = model.get("title");
    sentence.textContent = model.get("sentence");
    place.setAttribute("aria-label", fill(labels.chart, { title: model.get("title"), sentence: model.get("sentence") }));
  };
  const numbers = () => holder.replaceChildren(makeTable(model.get("table")));
  const draw = () => {
    if (!plotly || over || !place.clientWidth) return;
    const figure = dressed(model.get("drawing"), place);
    plotly.react(place, figure.data, figure.layout, { displayModeBar: false, responsive: false, doubleClick: false });
  };
  const stopFollowing = followModel(model, {
    "change:title": words, "change:sentence": words, "change:table": numbers, "change:drawing": draw,
  });
  const size = new ResizeObserver(draw);
  size.observe(place);
  const theme = new MutationObserver(draw);
  theme.observe(document.body, { attributeFilter: ["data-jp-theme-light"] });
  plotlyFor(model, () => over)
    .then((found) => {
      plotly = found;
      waiting.remove();
      draw();
    })
    .catch(() => {
      waiting.textContent = labels.not_drawn;
      details.open = true;
    });
  return () => {
    over = true;
    stopFollowing();
    size.disconnect();
    theme.disconnect();
    plotly?.purge(place);
  };
}

export default { render };
