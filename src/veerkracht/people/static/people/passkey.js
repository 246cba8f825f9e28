// @ts-check
/* global atob, btoa, HTMLFormElement */
/**
 * Signing in with a passkey, making one, and proving it again.
 *
 * A form with `data-passkey` ("login", "prove" or "add") is shown where the browser knows passkeys.
 * On submit the browser asks for the passkey, its answer goes into the field `credential`, and the
 * form is sent. Options come from the page (`<script type="application/json" id="js_data">`) or, for
 * signing in, from the form's own address.
 */

/** @param {string} text base64url @returns {ArrayBuffer} */
export function bytesOf(text) {
  const padded = text.replaceAll("-", "+").replaceAll("_", "/").padEnd(Math.ceil(text.length / 4) * 4, "=");
  return Uint8Array.from(atob(padded), (sign) => sign.charCodeAt(0)).buffer;
}

/** @param {ArrayBuffer} bytes @returns {string} base64url */
export function textOf(bytes) {
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * The server's options with their binary parts as bytes.
 * @param {any} options
 * @returns {any}
 */
export function readable(options) {
  const ids = (/** @type {any[]} */ list) => (list ?? []).map((one) => ({ ...one, id: bytesOf(one.id) }));
  const known = { ...options, challenge: bytesOf(options.challenge) };
  if (options.user) known.user = { ...options.user, id: bytesOf(options.user.id) };
  if (options.allowCredentials) known.allowCredentials = ids(options.allowCredentials);
  if (options.excludeCredentials) known.excludeCredentials = ids(options.excludeCredentials);
  return known;
}

/**
 * The browser's answer as plain JSON.
 * @param {PublicKeyCredential} credential
 * @returns {Record<string, unknown>}
 */
export function writable(credential) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const answer = /** @type {Record<string, any>} */ (/** @type {unknown} */ (credential.response));
  /** @type {Record<string, unknown>} */
  const response = {};
  for (const part of parts) if (answer[part]) response[part] = textOf(answer[part]);
  if (typeof answer.getTransports === "function") response.transports = answer.getTransports();
  return {
    type: credential.type,
    id: credential.id,
    rawId: textOf(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

/** @param {HTMLFormElement} form @returns {Promise<any>} */
async function optionsFor(form) {
  if (form.dataset.passkey !== "login") return JSON.parse(document.getElementById("js_data")?.textContent ?? "{}");
  const headers = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
  const answer = await fetch(form.action, { headers });
  if (!answer.ok) throw new Error(`No passkey options: ${answer.status}`);
  return answer.json();
}

/** @param {HTMLFormElement} form @returns {Promise<Credential | null>} */
async function askBrowser(form) {
  const options = await optionsFor(form);
  if (form.dataset.passkey !== "add") {
    return navigator.credentials.get({ publicKey: readable(options.request_options.publicKey) });
  }
  const publicKey = readable(options.creation_options.publicKey);
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    residentKey: "required",
    requireResidentKey: true,
    userVerification: "required",
  };
  return navigator.credentials.create({ publicKey });
}

/** @param {HTMLFormElement} form @param {boolean} visible */
function showTrouble(form, visible) {
  const trouble = form.querySelector("[data-passkey-trouble]");
  if (trouble instanceof HTMLElement) trouble.hidden = !visible;
}

/** @param {SubmitEvent} event */
async function onSubmit(event) {
  const form = /** @type {HTMLFormElement} */ (event.currentTarget);
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("credential"));
  event.preventDefault();
  event.stopPropagation(); // it is sent below, past the guard against double submits
  showTrouble(form, false);
  try {
    const credential = await askBrowser(form);
    if (!credential) return;
    field.value = JSON.stringify(writable(/** @type {PublicKeyCredential} */ (credential)));
    HTMLFormElement.prototype.submit.call(form);
  } catch {
    showTrouble(form, true); // cancelled, no passkey here, or a browser that cannot
  }
}

function start() {
  if (!("PublicKeyCredential" in window)) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!(form instanceof HTMLFormElement)) continue;
    form.hidden = false;
    form.addEventListener("submit", onSubmit, { capture: true });
  }
}

if (typeof document !== "undefined") start();
