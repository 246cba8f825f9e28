/** Where the professional's page begins. Her keys stay in this browser; who she is, the server says. */
import { start, today } from "./app.js";
import { Desk } from "./core/desk.js";
import { send } from "./core/server.js";
import { openTable } from "./core/table.js";
import { given } from "./given.js";
import { setOf } from "./screens/texts.js";
import { Glass } from "./vak/glass.js";
import { sayer } from "./words.js";
import { watchRenewal } from "./screens/renewal_note.js";
import { showCode, showRead, showShared } from "./vak/screens.js";

const ask = (/** @type {string} */ path, /** @type {any} */ asked) => send(path, JSON.stringify(asked), {}, "same-origin");
const desk = new Desk(await openTable("vak"), ask);
const { status, answer } = await ask("vak/wie/", {});
if (status !== 200) location.assign(document.body.dataset["signIn"] ?? "/");
else {
  await desk.start(answer.keys);
  const { sets, words } = await given();
  const screens = { code: { show: showCode }, gedeeld: { show: showShared }, lezen: { show: showRead }, begin: { show: showCode } };
  const tools = { desk, who: answer, setOf: (/** @type {any} */ about) => setOf(sets, about) };
  await start({ sets, words, screens, store: /** @type {any} */ (new Glass()), tools });
  const { lang } = document.documentElement;
  void watchRenewal(sayer(words[lang] ?? {}, lang), today);
}
