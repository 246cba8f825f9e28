/**
 * The shapes that screens and store share. Nothing runs here.
 *
 * @typedef {"body" | "feeling" | "meaning" | "quality" | "participation" | "daily"} Dimension
 * @typedef {"adult" | "young" | "parents" | "plain" | "pictures"} Form
 * @typedef {{mark: number | null, talk: boolean}} Item
 * @typedef {{on: string, mark: number | null, skipped: boolean, talk: boolean, items: Record<string, Item>}} DimensionPart
 * @typedef {{on: string, mark: number | null}} Earlier
 * @typedef {{standsOut: string, matters: string, wish: string, topics: Dimension[]}} WordsPart
 * @typedef {{on: string, how: "done" | "partly" | "not", words: string}} Look
 * @typedef {{what: string, withWhom: string, when: string, lookBack: string, looks: Look[]}} StepPart
 * @typedef {{name: string, organisation: string, on: string, marks: Record<string, number | null>, words: string}} Voice
 * @typedef {null | "under12" | "12-15" | "16"} Age
 * @typedef {{form: Form, set: {code: string, version: string | number}, language: string, second: string | null, age: Age, begun: string, fleeting: boolean}} About
 * @typedef {{part: string, mine: any, theirs: any}} Conflict
 * @typedef {{id: string, about: About, parts: Record<string, any>, conflicts: Conflict[], lastSaved: string | null}} Web
 * @typedef {{webs: {id: string, begun: string, form: Form, erasing?: boolean}[], current: Web | null, saving: "saved" | "saving" | "full" | "problem"}} State
 * @typedef {{
 *   state: State,
 *   subscribe: (listener: () => void) => () => void,
 *   begin: (about: About) => any,
 *   open: (id: string) => any,
 *   put: (part: string, value: any) => any,
 *   putAbout: (changes: Partial<About>) => any,
 *   again: () => any,
 *   undo: () => any,
 *   settle: (part: string, value: any) => any,
 *   eraseHere: (id: string) => any,
 * }} Local what every store does; {@link Store} carries a web along as well
 * @typedef {import("./core/store.js").Store} Carrying
 * @typedef {Omit<Local, "state"> & Pick<Carrying, "takeAlong" | "card" | "openCard" | "sync" | "share" | "stop" | "erase" | "putBack" | "around">
 *   & {state: State & Carrying["state"]}} Store
 *
 * @typedef {{name: string, direction: "ltr" | "rtl", title: string, intro: string, scale: {low: string, high: string},
 *   dimensions: Record<string, {label: string, question: string}>, statements: Record<string, string>}} Texts
 * @typedef {{code: string, version: string | number, form: Form, dimensions: {key: string, statements: string[]}[], languages: Record<string, Texts>}} QuestionSet
 *
 * @typedef {import("./words.js").Say} Say
 * @typedef {{
 *   sets: QuestionSet[],
 *   language: string,
 *   parameter: string,
 *   today: () => string,
 *   announce: (text: string) => void,
 *   leave: () => void,
 *   restart: () => void,
 *   arrived: () => void,
 *   places: Places,
 *   [more: string]: any,
 * }} Tools
 * `parameter` is what follows the name in the address; `restart` shows the same screen anew; `arrived` is
 * told by a screen that fills itself later.
 * @typedef {{along: Place[], keeping: Place[]}} Places
 * @typedef {{name: string, words: string}} Place a screen by name, and the key of the words of its link
 * @typedef {(name: string, parameter?: string) => void} Go
 * @typedef {{store: Store, say: Say, go: Go, set: QuestionSet | null, tools: Tools}} Given
 * @typedef {(root: HTMLElement, given: Given) => void | (() => void)} Show what it returns runs when the screen goes
 * @typedef {Record<string, {show: Show}>} Screens
 */
export {};
