/** What eslint asks of browser modules: plain ES modules, no globals of our own, nothing evaluated. */

const browser = [
  "AbortController", "AbortSignal", "atob", "Blob", "BroadcastChannel", "btoa", "cancelAnimationFrame", "clearInterval", "clearTimeout", "caches", "console", "crypto", "CSSStyleSheet", "customElements", "CustomEvent", "document", "DOMException", "Event", "fetch",
  "DataTransfer", "File", "FormData", "history", "HTMLElement", "Image", "indexedDB", "performance", "queueMicrotask", "requestAnimationFrame", "self", "setInterval", "SpeechSynthesisUtterance", "speechSynthesis", "structuredClone", "XMLSerializer", "localStorage", "location", "navigator", "Response", "sessionStorage",
  "setTimeout", "TextDecoder", "TextEncoder", "URL", "URLSearchParams", "window",
];

const rules = {
  "array-callback-return": "error",
  complexity: ["error", 10],
  "consistent-return": "off", // an event handler may stop early
  curly: ["error", "multi-line"],
  eqeqeq: "error",
  "max-lines": ["error", 300],
  "max-lines-per-function": ["error", { max: 50, skipComments: true }],
  "no-console": "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-script-url": "error",
  "no-shadow": "error",
  "no-undef": "error",
  "no-unused-vars": "error",
  "no-var": "error",
  "prefer-const": "error",
  "no-restricted-properties": [
    "error",
    { property: "innerHTML", message: "Build elements, or let the server render them: text stays text." },
    { property: "outerHTML", message: "Build elements, or let the server render them: text stays text." },
  ],
};

export default [
  { ignores: ["node_modules/", ".venv/", "var/", "docs/"] },
  {
    files: ["src/**/*.js"],
    languageOptions: {
      ecmaVersion: 2023,
      sourceType: "module",
      globals: Object.fromEntries(browser.map((name) => [name, "readonly"])),
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules,
  },
];
