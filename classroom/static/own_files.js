// What forms with files of her own share: handing a file to the browser, and hearing when Python does not answer.

const FILE_PATIENCE_MS = 20_000;

/** Let the browser save a file that Python has sent. */
function saveFile(name, buffer) {
  const content = buffer instanceof DataView ? buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength) : buffer;
  const address = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }));
  const link = make("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Send a request; `late` is called when nothing answers. Returns how to stop waiting. */
function request(model, content, buffers, late) {
  const timer = setTimeout(late, FILE_PATIENCE_MS);
  try {
    model.send(content, undefined, buffers);
  } catch {
    late(); // the kernel is gone
  }
  return () => clearTimeout(timer);
}

/** A table of words: heads, rows, the first cell of a row names it. */
function wordTable(heads, rows, label) {
  return make("div", { class: "cr-table-frame", tabindex: 0, role: "group", "aria-label": label },
    make("table", { class: "cr-table" },
      make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
      make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map((text, at) =>
        at === 0 ? make("th", { scope: "row" }, text) : make("td", {}, text)))))));
}
