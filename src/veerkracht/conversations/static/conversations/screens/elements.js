/** Building elements: text stays text, and no style is written. */

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | null | undefined | false} Child */
/** @typedef {Record<string, string | number | boolean | null | undefined>} Attributes */

/**
 * An element with attributes (absent when null or false) and children.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag @param {Attributes} [attributes] @param {...Child} children @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  set(made, attributes);
  add(made, children);
  return made;
}

/**
 * The same in a drawing.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag @param {Attributes} [attributes] @param {...Child} children @returns {SVGElementTagNameMap[K]}
 */
export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  set(made, attributes);
  add(made, children);
  return made;
}

/** @param {Element} element @param {Attributes} attributes */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) element.removeAttribute(name);
    else change(element, name, value === true ? "" : String(value));
  }
}

/** Only what is another: writing the same again costs a look at every rule. @param {Element} element @param {string} name @param {string} value */
function change(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** @param {Element} element @param {Child[]} children */
function add(element, children) {
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
}

/**
 * Other words in the same place. The text itself stays a child: rules that look at children (`:has`) are not asked again.
 * @param {Element} element @param {string} text
 */
export function reword(element, text) {
  const only = element.firstChild;
  if (only?.nodeName !== "#text" || only.nextSibling) element.textContent = text;
  else if (only.nodeValue !== text) only.nodeValue = text;
}

/** A picture from the page's own collection, hidden for screen readers. @param {string} name */
export function icon(name) {
  return svg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" }, svg("use", { href: `#icon-${name}` }));
}

const KINDS = {
  primary: "utrecht-button--primary-action",
  quiet: "utrecht-button--secondary-action",
  danger: "utrecht-button--secondary-action utrecht-button--danger",
  plain: "utrecht-button--subtle",
};
/** @typedef {{kind?: keyof typeof KINDS, icon?: string, small?: boolean, label?: string}} Look */

/** @param {Look} look */
function classes(look) {
  return `utrecht-button ${KINDS[look.kind ?? "quiet"]}${look.small ? " button--small" : ""}`;
}

/** @param {string} text @param {() => void} press @param {Look} [look] */
export function button(text, press, look = {}) {
  const made = el("button", { type: "button", class: classes(look), "aria-label": look.label }, look.icon && icon(look.icon), el("span", {}, text));
  made.addEventListener("click", press);
  return made;
}

/**
 * Fields of which Enter, or the last key of a phone's keyboard, does the same as the button.
 * @param {() => void} send @param {...Child} children
 */
export function form(send, ...children) {
  const made = el("form", { novalidate: true }, ...children);
  made.addEventListener("submit", (event) => {
    event.preventDefault(); // nothing goes anywhere by itself
    send();
  });
  return made;
}

/** The button of a form. @param {string} text */
export function sending(text) {
  return el("button", { type: "submit", class: classes({}) }, el("span", {}, text));
}

/** A link that looks like a button. @param {string} text @param {string} address @param {Look} [look] */
export function buttonLink(text, address, look = {}) {
  return el("a", { href: address, class: classes(look), "aria-label": look.label }, look.icon && icon(look.icon), el("span", {}, text));
}

/** The address of a screen. @param {string} name @param {string} [parameter] */
export function to(name, parameter = "") {
  return `#/${name}${parameter ? `/${parameter}` : ""}`;
}

/** A button that is on or off. @param {string} text @param {boolean} on @param {(on: boolean) => void} turned @param {string} [picture] @param {string} [lang] of its text */
export function chip(text, on, turned, picture, lang) {
  const made = el("button", { type: "button", class: on ? "chip chip--on" : "chip", "aria-pressed": String(on), lang }, picture ? icon(picture) : null, text);
  made.addEventListener("click", () => {
    const now = made.getAttribute("aria-pressed") !== "true";
    set(made, { "aria-pressed": String(now), class: now ? "chip chip--on" : "chip" });
    turned(now);
  });
  return made;
}

const TONES = { sun: "info", pine: "check-circle", danger: "error", plain: "info" };

/** @param {keyof typeof TONES} tone @param {...Child} children */
export function note(tone, ...children) {
  const role = tone === "danger" ? "alert" : null;
  return el("div", { class: `utrecht-alert note note--${tone}`, role }, icon(TONES[tone]), el("div", { class: "note__text" }, ...children));
}

let fields = 0;
const MOST = 4_000; // letters in a field: a box takes no book

/**
 * A field with its label and, if any, a hint. `changed` runs as one types.
 * @param {string} name @param {string} value @param {(value: string) => void} changed
 * @param {{hint?: string, type?: string, rows?: number, enter?: "go"}} [look] `enter`: what a phone's keyboard says on its last key
 */
export function field(name, value, changed, look = {}) {
  const id = `field-${++fields}`;
  const described = look.hint ? `${id}-hint` : null;
  const input = look.type
    ? el("input", { id, type: look.type, class: "utrecht-textbox", "aria-describedby": described, autocomplete: "off", maxlength: MOST, enterkeyhint: look.enter })
    : el("textarea", { id, rows: look.rows ?? 3, class: "utrecht-textarea", "aria-describedby": described, autocomplete: "off", maxlength: MOST });
  input.value = value;
  input.addEventListener("input", () => changed(input.value));
  return el("div", { class: "field" }, el("label", { for: id, class: "field__label" }, name),
    look.hint ? el("div", { id: described, class: "field__hint" }, look.hint) : null, input);
}

/**
 * One of several, as radio buttons.
 * @param {string} legend @param {[string, string][]} options value and label @param {string} chosen @param {(value: string) => void} changed
 */
export function choice(legend, options, chosen, changed) {
  const name = `choice-${++fields}`;
  const rows = options.map(([value, text]) => {
    const input = el("input", { type: "radio", class: "utrecht-radio-button utrecht-radio-button--html-input", name, value, checked: value === chosen });
    input.addEventListener("change", () => changed(value));
    return el("label", { class: "field__choice" }, input, el("span", {}, text));
  });
  return el("fieldset", { class: "field field__group" }, el("legend", { class: "field__label" }, legend), ...rows);
}

/** A box to tick. @param {string} text @param {boolean} on @param {(on: boolean) => void} changed @param {string} [hint] */
export function tick(text, on, changed, hint) {
  const input = el("input", { type: "checkbox", class: "utrecht-checkbox", checked: on });
  input.addEventListener("change", () => changed(input.checked));
  return el("div", { class: "field" }, el("label", { class: "field__check" }, input, el("span", {}, text)),
    hint ? el("p", { class: "field__hint" }, hint) : null);
}
