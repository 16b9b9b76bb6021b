// A secret that is shown once is selected whole when its field is entered, and copied with the button beside it.
(() => {
  for (const field of document.querySelectorAll("[data-select-all]")) {
    field.addEventListener("focus", () => field.select());
  }
  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    // the clipboard is there on HTTPS and on this machine only; elsewhere the field can still be copied by hand
    if (!field || !navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(field.value);
      button.querySelector("[data-copied]").hidden = false;
    });
  }
})();
