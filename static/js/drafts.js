/* Keeps what is being written: on the server every few seconds, and on this device only while the
   server cannot be reached or nobody is signed in. Without this script the form works the same. */
import { openStore } from "./parts/device-store.js";

const PAUSE = 2000;
const RETRY = 10000;
const PATIENCE = 8000;
const UNSENT = new Set(["csrfmiddlewaretoken", "version", "page", "owner"]);

class Draft {
  constructor(form, status) {
    this.form = form;
    this.status = status;
    this.url = form.dataset.draft;
    this.place = form.dataset.draftPlace;
    this.version = Number(form.dataset.draftVersion);
    this.page = crypto.randomUUID ? crypto.randomUUID() : null;
    this.isDirty = false;
    this.isLeaving = false;
    this.sending = null;
  }

  async begin() {
    this.store = await openStore(this.form);
    this.listen();
    const kept = this.store && (await this.store.find(this.place));
    if (!kept) return;
    fill(this.form, kept.fields);
    this.version = kept.version;
    this.isDirty = true;
    await this.send();
  }

  listen() {
    this.form.addEventListener("input", () => this.touch());
    this.form.addEventListener("change", () => this.touch());
    this.form.addEventListener("focusout", () => this.send());
    this.form.addEventListener("submit", (event) => this.leave(event));
    document.addEventListener("visibilitychange", () => this.send());
    window.addEventListener("online", () => this.send());
    window.addEventListener("focus", () => this.send());
    this.status.addEventListener("click", (event) => {
      if (event.target.closest("[data-draft-keep]")) this.goOnHere();
    });
    setInterval(() => this.send(), RETRY);
  }

  touch() {
    this.isDirty = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), PAUSE);
  }

  /** One at a time; what was typed meanwhile goes with the next, for which everybody waits. */
  async send() {
    // Of two that wait for the same answer, the first may have sent the next one already.
    while (this.sending) await this.sending;
    if (!this.isDirty || this.isLeaving || this.conflict) return this.outcome;
    this.sending = this.post().finally(() => (this.sending = null));
    this.outcome = await this.sending;
    return this.outcome;
  }

  async post() {
    this.isDirty = false;
    const answer = await this.ask("POST", this.body());
    if (answer.status === 403) {
      const renewal = await this.renewToken();
      if (renewal === "renewed") return this.post();
      if (renewal === "signed-out") return this.keepHere({ type: "opaqueredirect" }, null);
    }
    const told = await words(answer);
    if (answer.status === 200 && told) {
      this.version = told.version;
      if (this.store) await this.store.drop(this.place);
      this.say("saved", told.message);
      return "saved";
    }
    if (answer.status === 422 && told) {
      this.say("trouble", told.message);
      return "refused";
    }
    if (answer.status === 409 && told && told.reason === "elsewhere") {
      this.conflict = told;
      this.say("elsewhere", told.message);
      return "elsewhere";
    }
    return this.keepHere(answer, told);
  }

  async keepHere(answer, told) {
    this.isDirty = true;
    const isOut = answer.type === "opaqueredirect";
    const isOther = answer.status === 409 && told;
    try {
      const fields = fieldsOf(this.form);
      const { label } = this.form.dataset;
      const entry = { place: this.place, version: this.version, fields, label, url: location.pathname };
      await this.store.keep(entry);
    } catch {
      this.say(isOut ? "expired-unsafe" : "offline-unsafe");
      return "unsafe";
    }
    if (isOther) this.say("trouble", told.message);
    else this.say(isOut ? "expired" : "offline");
    return isOut || isOther ? "expired" : "offline";
  }

  /** A new sign-in brought a new token: the page goes on with it, once. */
  async renewToken() {
    const owner = encodeURIComponent(this.form.dataset.draftOwner);
    const answer = await this.ask("GET", undefined, `?owner=${owner}`);
    if (answer.type === "opaqueredirect") return "signed-out";
    const told = answer.status === 200 && (await words(answer));
    if (!told || this.token === told.token) return "refused";
    this.token = told.token;
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
      field.value = told.token;
    }
    return "renewed";
  }

  async ask(method, body, query = "") {
    const stop = AbortSignal.timeout ? AbortSignal.timeout(PATIENCE) : undefined;
    try {
      return await fetch(this.url + query, { method, body, redirect: "manual", signal: stop });
    } catch {
      return { status: 0, type: "error" };
    }
  }

  body() {
    const body = new URLSearchParams(new FormData(this.form));
    body.set("version", String(this.version));
    body.set("page", this.page);
    body.set("owner", this.form.dataset.draftOwner);
    return body;
  }

  /** Her choice after a conflict: this window's text is the draft. */
  goOnHere() {
    this.version = this.conflict.version;
    this.form.elements.key.value = this.conflict.key;
    this.conflict = null;
    this.isDirty = true;
    this.send();
  }

  /** The form only leaves when somebody answers at the other end and she is signed in. */
  async leave(event) {
    if (this.isLeaving || (!this.isDirty && !this.sending)) {
      this.isLeaving = true;
      return;
    }
    event.preventDefault();
    if (this.isWaiting) return;
    this.isWaiting = true;
    const outcome = await this.send();
    this.isWaiting = false;
    if (["offline", "expired", "unsafe"].includes(outcome)) {
      this.status.querySelector("[data-say]:not([hidden])").focus();
      return;
    }
    this.isLeaving = true;
    this.form.requestSubmit(event.submitter);
  }

  say(name, message = "") {
    for (const part of this.status.querySelectorAll("[data-say]")) {
      part.hidden = part.dataset.say !== name;
      if (message && !part.hidden) part.querySelector("[data-words]").textContent = message;
    }
  }
}

async function words(answer) {
  try {
    return await answer.json();
  } catch {
    return null;
  }
}

function fieldsOf(form) {
  return [...new FormData(form)].filter(([name]) => !UNSENT.has(name));
}

/** Puts kept fields back, as they were sent. */
function fill(form, pairs) {
  const values = new Map();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) || []), value]);
  for (const control of form.elements) {
    if (!control.name || UNSENT.has(control.name)) continue;
    const kept = values.get(control.name) || [];
    if (control.type === "checkbox" || control.type === "radio") {
      control.checked = kept.includes(control.value);
    } else if (kept.length) {
      [control.value] = kept;
    }
    if (control.checked || (control.type === "textarea" && control.value)) {
      control.closest("details")?.setAttribute("open", "");
    }
  }
}

const form = document.querySelector("form[data-draft]");
const status = document.querySelector("[data-draft-status]");
if (form && status && window.crypto && crypto.randomUUID) new Draft(form, status).begin();
