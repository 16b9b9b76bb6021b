// The handling banner stands open on wide screens and begins as one line on narrow ones (base: narrow.css).
(() => {
  const narrow = window.matchMedia("(max-width: 820px)");
  const folds = document.querySelectorAll("details[data-fold]");

  function fit() {
    for (const fold of folds) fold.open = !narrow.matches;
  }

  fit();
  narrow.addEventListener("change", fit);
  window.addEventListener("beforeprint", () => {
    for (const fold of folds) fold.open = true;
  });
})();
