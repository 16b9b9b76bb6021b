// Light, dark or as the device: read before the first paint, so that no page flashes in the wrong theme.
// Loaded in <head> without defer; everything else on the page waits for nothing.
(() => {
  const KEY = "jaring-theme";
  const root = document.documentElement;
  const deviceIsDark = window.matchMedia("(prefers-color-scheme: dark)");

  function chosen() {
    try {
      return localStorage.getItem(KEY) || "device";
    } catch {
      return "device"; // storage may be closed by policy
    }
  }

  function apply() {
    const theme = chosen();
    root.dataset.bsTheme = theme === "device" ? (deviceIsDark.matches ? "dark" : "light") : theme;
    for (const button of document.querySelectorAll("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === theme));
    }
  }

  function choose(theme) {
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // the choice then lasts for this page only
    }
    apply();
  }

  root.dataset.scripted = "";
  apply();
  deviceIsDark.addEventListener("change", apply);
  window.addEventListener("storage", apply);
  document.addEventListener("DOMContentLoaded", () => {
    for (const group of document.querySelectorAll("[data-theme-choices]")) group.hidden = false;
    apply();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-choice]");
    if (button) choose(button.dataset.themeChoice);
  });
})();
