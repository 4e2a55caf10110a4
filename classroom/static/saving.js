// Keeping what is typed. A text is "saved" only when Python has answered for that very write; until then a copy
// stays in this browser, also over a reload and over the end of the kernel.

const SAVE_AFTER_MS = 400;
const PATIENCE_MS = 3000;
const TRY_AGAIN_MS = 10000;
const UNANSWERED_KEPT = 8;

/** A text as Python may have kept it: without spaces around it, with plain line ends. */
function kept(text) {
  return text.replace(/\r\n?/g, "\n").trim();
}

/** The browser's copy of one text that Python has not acknowledged. */
class Draft {
  constructor(key) {
    this.key = "classroom:" + key;
    this.here = null;
    this.lasting = true;
  }

  read() {
    try {
      const kept = JSON.parse(window.localStorage.getItem(this.key));
      return kept && typeof kept.text === "string" ? kept : null;
    } catch {
      return this.here;
    }
  }

  write(draft) {
    this.here = draft;
    try {
      window.localStorage.setItem(this.key, JSON.stringify(draft));
      this.lasting = true;
    } catch {
      this.lasting = false; // storage is full or switched off: the copy lives as long as the page
    }
  }

  clear() {
    this.here = null;
    try {
      window.localStorage.removeItem(this.key);
    } catch {
      // nothing was kept there
    }
  }
}

/** Sends one text to Python as it is typed, and knows whether it has arrived. */
class Keeper {
  /** `state(name, details)` is called with "saving", "saved" {at, conflict} and "not_saved" {sentence}. */
  constructor({ model, key, state }) {
    this.model = model;
    this.draft = new Draft(key);
    this.state = state;
    this.writer = freshId();
    this.count = 0;
    this.waiting = new Map(); // mark -> text, in the order sent
    this.revision = 0;
    this.text = "";
    this.overdue = false; // false, true, or the sentence Python gave as the reason
    this.timers = {};
    this.listener = (message) => this.heard(message);
    model.on("msg:custom", this.listener);
  }

  /** True while the learner has typed something that Python has not acknowledged. */
  get unsaved() {
    return this.typedText !== undefined;
  }

  /** Take over what Python holds. Returns false when something unsaved stands here and must not be replaced. */
  adopt(text, revision) {
    if (this.unsaved) return false;
    this.text = text;
    this.revision = revision;
    return true;
  }

  /** Look for a copy from before. Returns null, {text} (already being sent) or {older: text, at}. */
  recover(savedAt) {
    const draft = this.draft.read();
    if (!draft) return null;
    const same = (text) => kept(text) === kept(this.text);
    if (same(draft.text)) {
      this.draft.clear();
      return null;
    }
    const ours = draft.based_on === this.revision || (draft.unanswered || []).some(same);
    const newer = !savedAt || Date.parse(draft.at) > Date.parse(savedAt);
    if (!ours && !newer) return { older: draft.text, at: draft.at };
    // What Python holds is an earlier state of this same text, whose receipt was lost on the way.
    if (!ours) this.revision = draft.based_on;
    this.typedText = draft.text;
    this.send("save");
    return { text: draft.text };
  }

  /** The learner has typed: keep a copy at once, send it when she pauses. */
  typed(text) {
    this.typedText = text;
    this.draft.write({
      text,
      based_on: this.revision,
      at: new Date().toISOString(),
      unanswered: [...new Set(this.waiting.values())].slice(-UNANSWERED_KEPT),
    });
    clearTimeout(this.timers.save);
    this.timers.save = setTimeout(() => this.send("save"), SAVE_AFTER_MS);
  }

  /** Send what is still waiting for a pause. */
  flush() {
    if (this.timers.save) this.send("save");
  }

  /** Send now: type "save" or "check". */
  send(type, text = this.typedText ?? this.text) {
    clearTimeout(this.timers.save);
    this.timers.save = null;
    const mark = `${this.writer}:${++this.count}`;
    this.waiting.set(mark, text);
    if (!this.timers.patience) {
      if (!this.overdue) this.state("saving", {});
      this.timers.patience = setTimeout(() => this.lost(), PATIENCE_MS);
    }
    try {
      this.model.send({ type, text, based_on: this.revision, mark });
    } catch {
      this.lost(); // the kernel is gone; the copy is kept
    }
  }

  lost(sentence) {
    clearTimeout(this.timers.patience);
    clearTimeout(this.timers.again);
    this.timers.patience = null;
    if (this.overdue !== (sentence ?? true)) this.state("not_saved", { sentence, lasting: this.draft.lasting });
    this.overdue = sentence ?? true;
    // Quietly, while she may be typing on: a busy kernel answers in the end, a dead one never hears it.
    this.timers.again = setTimeout(() => this.unsaved && this.send("save"), TRY_AGAIN_MS);
  }

  heard(message) {
    if (!this.waiting.has(message.mark)) return; // another tab's
    if (message.type === "not_saved") {
      this.lost(message.sentence);
    } else if (message.type === "saved") {
      const text = this.waiting.get(message.mark);
      for (const mark of [...this.waiting.keys()]) {
        this.waiting.delete(mark); // earlier writes are older states of this text
        if (mark === message.mark) break;
      }
      this.revision = message.revision;
      this.text = text;
      this.overdue = false;
      clearTimeout(this.timers.patience);
      clearTimeout(this.timers.again);
      this.timers.patience = null;
      if (this.typedText === undefined || this.typedText === text) {
        this.typedText = undefined;
        const draft = this.draft.read();
        if (!draft || draft.text === text) this.draft.clear();
        this.state("saved", { at: message.at, conflict: message.conflict });
      } else if (this.waiting.size > 0) {
        this.timers.patience = setTimeout(() => this.lost(), PATIENCE_MS);
      }
    }
  }

  stop() {
    this.flush();
    Object.values(this.timers).forEach(clearTimeout);
    this.model.off("msg:custom", this.listener);
  }
}

/** Write the state of a Keeper into its line: "Saving…", "Saved at 7:42 pm.", or that it is not saved yet. */
function showState(line, labels, name, details) {
  if (name === "saved") {
    const { time, day } = moment(details.at, labels.language);
    line.textContent = fill(day ? labels.saved_on : labels.saved_at, { time, day });
  } else if (name === "saving") {
    line.textContent = labels.saving;
  } else {
    line.textContent = details.sentence || (details.lasting === false ? labels.not_saved_page : labels.not_saved);
  }
  line.dataset.state = name;
  // Every "Saved" read aloud would talk over the typing; that something is not saved must be heard.
  line.setAttribute("aria-live", name === "not_saved" ? "assertive" : "off");
}
