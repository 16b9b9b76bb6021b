// A form marked data-confirm-once is sent once: a second press while the first is under way does nothing.
(() => {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-confirm-once]") || event.defaultPrevented) return;
    if (form.hasAttribute("aria-busy")) {
      event.preventDefault();
      return;
    }
    form.setAttribute("aria-busy", "true");
  });
  // a page taken back from the browser's cache must be usable again
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-confirm-once][aria-busy]")) {
      form.removeAttribute("aria-busy");
    }
  });
})();
