/* Passkeys: shows what the browser can do, asks for a key, and sends its answer as a form. */

const isAble = Boolean(window.PublicKeyCredential && navigator.credentials);

function bytesOf(text) {
  const plain = text.replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(plain), (sign) => sign.charCodeAt(0)).buffer;
}

function textOf(buffer) {
  const signs = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(signs).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

function withBytes(keys) {
  return (keys || []).map((key) => ({ ...key, id: bytesOf(key.id) }));
}

/** A new key of this person; `isAlone` makes one that opens the door without a password. */
async function createKey({ publicKey }, isAlone) {
  const options = {
    ...publicKey,
    challenge: bytesOf(publicKey.challenge),
    user: { ...publicKey.user, id: bytesOf(publicKey.user.id) },
    excludeCredentials: withBytes(publicKey.excludeCredentials),
    authenticatorSelection: {
      ...publicKey.authenticatorSelection,
      residentKey: isAlone ? "required" : "discouraged",
      requireResidentKey: isAlone,
      ...(isAlone ? { userVerification: "required" } : {}),
    },
  };
  const key = await navigator.credentials.create({ publicKey: options });
  return {
    ...common(key),
    response: {
      clientDataJSON: textOf(key.response.clientDataJSON),
      attestationObject: textOf(key.response.attestationObject),
      transports: key.response.getTransports ? key.response.getTransports() : [],
    },
  };
}

async function useKey({ publicKey }) {
  const options = {
    ...publicKey,
    challenge: bytesOf(publicKey.challenge),
    allowCredentials: withBytes(publicKey.allowCredentials),
  };
  const key = await navigator.credentials.get({ publicKey: options });
  const { clientDataJSON, authenticatorData, signature, userHandle } = key.response;
  return {
    ...common(key),
    response: {
      clientDataJSON: textOf(clientDataJSON),
      authenticatorData: textOf(authenticatorData),
      signature: textOf(signature),
      userHandle: userHandle ? textOf(userHandle) : null,
    },
  };
}

function common(key) {
  return {
    type: key.type,
    id: key.id,
    rawId: textOf(key.rawId),
    authenticatorAttachment: key.authenticatorAttachment,
    clientExtensionResults: key.getClientExtensionResults(),
  };
}

/** From the page, or fetched when the button is pressed: a challenge is used once. */
async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.optionsAddress, {
    headers: { Accept: "application/json" },
  });
  return (await answer.json()).request_options;
}

async function answer(form) {
  const options = await optionsOf(form);
  if (form.dataset.passkey === "get") return useKey(options);
  return createKey(options, form.elements.passwordless.checked);
}

async function ask(event) {
  event.preventDefault();
  const form = event.target;
  const refused = form.querySelector("[data-passkey-refused]");
  refused.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify(await answer(form));
  } catch {
    // Cancelled, too late, no key here: the page says what else can be done.
    refused.hidden = false;
    return;
  }
  form.submit();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!isAble) continue;
  form.hidden = false;
  form.addEventListener("submit", ask);
}
for (const words of document.querySelectorAll("[data-passkey-missing]")) words.hidden = isAble;
