/** The store that screens use, in memory: for tests and for looking at screens. */

/** @typedef {import("../static/conversations/shapes.js").Store} Store @typedef {import("../static/conversations/shapes.js").Web} Web */

const DIMENSIONS = ["body", "feeling", "meaning", "quality", "participation", "daily"];

/** @param {Partial<Web>[]} [webs] @returns {Store & {full: (on: boolean) => void}} */
export function memoryStore(webs = []) {
  const all = new Map(webs.map((web, nth) => [String(web.id ?? nth), { id: String(nth), parts: {}, conflicts: [], lastSaved: null, ...web }]));
  const listeners = new Set();
  const undos = [];
  const state = { webs: [], current: null, saving: "saved" };
  const tell = () => {
    state.webs = [...all.values()].filter((web) => !web.about.fleeting).map((web) => ({ id: web.id, begun: web.about.begun, form: web.about.form }));
    listeners.forEach((listener) => listener());
  };
  const change = (parts) => {
    state.current = { ...state.current, parts: { ...state.current.parts, ...parts } };
    all.set(state.current.id, state.current);
    tell();
  };
  tell();
  return {
    state,
    subscribe: (listener) => { listeners.add(listener); return () => void listeners.delete(listener); },
    begin: async (about) => { state.current = { id: `web-${all.size + 1}`, about, parts: {}, conflicts: [], lastSaved: null }; all.set(state.current.id, state.current); tell(); },
    open: async (id) => { state.current = all.get(id) ?? null; tell(); },
    put: async (part, value) => { undos.push({ [part]: state.current.parts[part] }); change({ [part]: value }); },
    putAbout: async (changes) => { state.current = { ...state.current, about: { ...state.current.about, ...changes } }; all.set(state.current.id, state.current); tell(); },
    again: async () => change(Object.fromEntries(DIMENSIONS.flatMap((key) => {
      const { on, mark } = state.current.parts[key] ?? {};
      if (mark === undefined || mark === null) return [];
      return [[`${key}.before`, [...(state.current.parts[`${key}.before`] ?? []), { on, mark }]], [key, undefined]];
    }))),
    undo: async () => { const last = undos.pop(); if (last) change(last); },
    settle: async (part, value) => { state.current = { ...state.current, conflicts: state.current.conflicts.filter((one) => one.part !== part) }; change({ [part]: value }); },
    eraseHere: async (id) => { all.delete(id); if (state.current?.id === id) state.current = null; tell(); },
    full: (on) => { state.saving = on ? "full" : "saved"; tell(); },
  };
}
