/** A button that copies what stands in a field; without scripts one selects it by hand. */

for (const button of document.querySelectorAll("button[data-copy]")) {
  if (button instanceof HTMLElement && navigator.clipboard) offer(button);
}

/** @param {HTMLElement} button */
function offer(button) {
  const field = document.getElementById(button.dataset.copy ?? "");
  if (!(field instanceof HTMLElement) || !("value" in field)) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(String(field.value));
    button.textContent = button.dataset.copied ?? "";
    button.setAttribute("aria-live", "polite");
  });
}
