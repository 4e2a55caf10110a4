// Saves what is typed on a part's page as it is typed. The page works without it: every button saves too.
// What is sent is the page's own form, with one field that says that a script sent it; what comes back is
// {saved: {question: {seen, when}}, refused: {question: sentence}}.

(() => {
  const form = document.querySelector("form.lesson");
  if (!form || !window.fetch) return;
  const WAIT = 1200; // milliseconds without a key before a text is sent
  let waiting = null;
  let running = false;
  let again = false;

  const state = (question) => document.getElementById(`q-${question}`)?.querySelector(".saved");
  const questionOf = (field) => field.name?.startsWith("a.") ? field.name.split(".")[1] : null;

  async function save() {
    if (running) { again = true; return; }
    running = true;
    try {
      const data = new FormData(form);
      data.set("do", "autosave");
      const answer = await fetch(form.action, { method: "POST", body: data, credentials: "same-origin" });
      if (!answer.ok) throw new Error(answer.statusText);
      const told = await answer.json();
      for (const [question, news] of Object.entries(told.saved)) {
        form.elements[`s.${question}`].value = news.seen;
        const line = state(question);
        if (line) line.textContent = news.when;
      }
      for (const [question, sentence] of Object.entries(told.refused)) {
        const line = state(question);
        if (line) line.textContent = sentence;
      }
    } catch {
      document.querySelectorAll(".saved[data-typed]").forEach((line) => { line.textContent = form.dataset.notSaved; });
    } finally {
      running = false;
      if (again) { again = false; save(); }
    }
  }

  function typed(event, wait) {
    const question = questionOf(event.target);
    if (!question) return;
    const line = state(question);
    if (line) { line.dataset.typed = ""; line.textContent = form.dataset.saving; }
    clearTimeout(waiting);
    waiting = setTimeout(save, wait);
  }

  form.addEventListener("input", (event) => typed(event, WAIT));
  form.addEventListener("change", (event) => typed(event, 0));
  form.addEventListener("submit", () => clearTimeout(waiting));
})();
