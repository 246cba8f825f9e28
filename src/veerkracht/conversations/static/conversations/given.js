/** The words and question sets of this version of the shell. */

/** @param {string} path @returns {Promise<any>} */
async function read(path) {
  const response = await fetch(new URL(path, new URL(document.body.dataset["base"] ?? "", location.href)), { credentials: "same-origin" }); // as the page preloads it
  if (!response.ok) throw new Error(`the shell lacks ${path}`);
  return response.json();
}

/** @returns {Promise<{sets: import("./shapes.js").QuestionSet[], words: Record<string, Record<string, string>>}>} */
export async function given() {
  const language = document.documentElement.lang;
  const names = (document.body.dataset["sets"] ?? "").split(" ").filter(Boolean);
  const [words, ...sets] = await Promise.all([read(`words/${language}.json`), ...names.map(read)]);
  return { sets, words: { [language]: words } };
}
