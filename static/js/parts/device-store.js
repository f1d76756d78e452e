/* Texts that could not be sent, kept on this device for one person and for a week.

   The keys come with a page for the person who is signed in, and live in memory only. Where and
   what an entry is stands inside the encrypted part: another person sees noise without a name. */

const PREFIX = "kept:";
const WEEK = 7 * 24 * 60 * 60 * 1000;

function bytesOf(text) {
  const plain = text.replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(plain), (sign) => sign.charCodeAt(0));
}

function textOf(buffer) {
  const signs = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(signs);
}

function namesOf(owner) {
  return Object.keys(localStorage).filter((name) => name.startsWith(`${PREFIX}${owner}:`));
}

/** Everybody's, by their age alone. */
function purge() {
  for (const name of Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) {
    let at = 0;
    try {
      at = JSON.parse(localStorage.getItem(name)).at;
    } catch {
      // Not ours, or half written.
    }
    if (!(at > Date.now() - WEEK)) localStorage.removeItem(name);
  }
}

/** The store of whoever is signed in; null where the browser cannot keep or encrypt. The element
    loses its keys at once. */
export async function openStore(element) {
  const pairs = JSON.parse(element.dataset.deviceKeys || "[]");
  delete element.dataset.deviceKeys;
  try {
    purge();
    const usages = ["encrypt", "decrypt"];
    const keys = await Promise.all(
      pairs.map(([, key]) => crypto.subtle.importKey("raw", bytesOf(key), "AES-GCM", false, usages)),
    );
    return keys.length ? new Store(pairs.map(([owner], place) => [owner, keys[place]])) : null;
  } catch {
    return null;
  }
}

class Store {
  constructor(pairs) {
    this.pairs = pairs;
  }

  /** Writes `entry`, which names its `place`, over what was kept of that place. */
  async keep(entry) {
    const [owner, key] = this.pairs[0];
    const old = (await this.all()).find((one) => one.entry.place === entry.place);
    const name = old && old.owner === owner ? old.name : `${PREFIX}${owner}:${crypto.randomUUID()}`;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const words = new TextEncoder().encode(JSON.stringify(entry));
    const sealed = await crypto.subtle.encrypt(this.#how(iv, name), key, words);
    const row = { at: Date.now(), iv: textOf(iv), sealed: textOf(sealed) };
    localStorage.setItem(name, JSON.stringify(row));
    if (old && old.name !== name) localStorage.removeItem(old.name);
  }

  async find(place) {
    const found = (await this.all()).find((one) => one.entry.place === place);
    return found ? found.entry : null;
  }

  async drop(place) {
    for (const one of await this.all()) {
      if (one.entry.place === place) localStorage.removeItem(one.name);
    }
  }

  /** What of this person lies here: also what a former key of the server wrote. */
  async all() {
    const found = [];
    for (const [owner, key] of this.pairs) {
      for (const name of namesOf(owner)) {
        try {
          const row = JSON.parse(localStorage.getItem(name));
          const how = this.#how(bytesOf(row.iv), name);
          const words = await crypto.subtle.decrypt(how, key, bytesOf(row.sealed));
          found.push({ name, owner, entry: JSON.parse(new TextDecoder().decode(words)) });
        } catch {
          // Damaged, or moved to another name: nobody can read it any more.
          localStorage.removeItem(name);
        }
      }
    }
    return found;
  }

  wipe() {
    for (const [owner] of this.pairs) namesOf(owner).forEach((name) => localStorage.removeItem(name));
  }

  // An entry under another name does not open.
  #how(iv, name) {
    return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) };
  }
}
