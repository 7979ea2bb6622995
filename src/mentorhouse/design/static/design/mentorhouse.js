// Three small helps. Every page works without them.

const TWO_MINUTES = 120;
const WATCH_EVERY = 3000;
const LONGEST_TIMER = 2 ** 31 - 1;

// --- the session ends: warn two minutes ahead, with a way to stay ---------------------------

class SessionWarning {
  constructor(dialog) {
    this.dialog = dialog;
    this.address = dialog.dataset.mhSession;
    this.form = dialog.querySelector("form");
    this.words = dialog.querySelector("#session-warning-words");
    this.form.addEventListener("submit", (event) => this.stay(event));
    this.plan((Date.parse(dialog.dataset.mhEnds) - Date.now()) / 1000);
  }

  plan(seconds) {
    clearTimeout(this.timer);
    const wait = Math.max(seconds - TWO_MINUTES, 0) * 1000;
    this.timer = setTimeout(() => this.look(), Math.min(wait, LONGEST_TIMER));
  }

  // Another tab may have stayed meanwhile, and this machine's clock may be wrong: ask first.
  async look() {
    const seconds = await this.ask();
    if (seconds > TWO_MINUTES + 5) return this.plan(seconds);
    if (seconds <= 0) return this.over();
    if (!this.dialog.open) this.dialog.showModal();
    this.timer = setTimeout(() => this.look(), Math.min(seconds, 30) * 1000);
  }

  async ask(options = {}) {
    try {
      const answer = await fetch(this.address, { headers: { Accept: "application/json" }, ...options });
      if (!answer.ok || answer.redirected) return 0;
      return (await answer.json()).seconds;
    } catch {
      return TWO_MINUTES; // no network: say nothing wrong, look again
    }
  }

  async stay(event) {
    event.preventDefault();
    const seconds = await this.ask({ method: "POST", body: new FormData(this.form) });
    if (seconds <= 0) return this.over();
    this.dialog.close();
    this.plan(seconds);
  }

  over() {
    this.form.hidden = true;
    this.words.textContent = this.dialog.dataset.mhOverWords;
    this.dialog.querySelector("h2").textContent = this.dialog.dataset.mhOver;
    if (!this.dialog.open) this.dialog.showModal();
  }
}

// --- long work: look again every few seconds ------------------------------------------------

async function watch() {
  const shown = document.querySelector("[data-mh-watch]");
  if (!shown) return;
  await new Promise((resolve) => setTimeout(resolve, WATCH_EVERY));
  try {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("[data-mh-watch]");
    if (!now) return location.reload();
    if (now.innerHTML !== shown.innerHTML) shown.replaceWith(now);
  } catch {
    // no network: look again
  }
  return watch();
}

// --- writing while one meets: kept every few seconds; the server merges what two write ----------

const KEEP_AFTER = 2000;

class Keeper {
  constructor(place) {
    this.form = place.querySelector("form");
    this.status = place.querySelector("[data-mh-kept]");
    this.form.addEventListener("input", () => this.plan());
    this.form.addEventListener("submit", () => clearTimeout(this.timer));
  }

  plan() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), KEEP_AFTER);
  }

  // What was sent is what the next one begins from. A conflict is left to the button and its page.
  async keep() {
    const sent = new FormData(this.form);
    sent.set("quietly", "1");
    let kept = false;
    try {
      const answer = await fetch(location.href, { method: "POST", body: sent });
      kept = answer.ok && !answer.redirected && answer.headers.get("Content-Type").startsWith("text/plain");
      if (kept) {
        this.form.elements.revision.value = await answer.text();
        this.form.elements.text_before.value = sent.get("text");
      }
    } catch {
      // no network: said below, and tried again with the next word
    }
    this.status.textContent = kept ? this.status.dataset.mhKept : this.status.dataset.mhNotKept;
  }
}

const dialog = document.querySelector("[data-mh-session]");
if (dialog) new SessionWarning(dialog);
watch();
document.querySelectorAll("[data-mh-keep]").forEach((place) => new Keeper(place));
