// J and K walk the rows of a table marked data-list-keys, Enter opens the row, F8 goes to the next cell to mend.
(() => {
  const TYPING = "input, textarea, select, button, a, summary, [contenteditable]";
  const HERE = "j-here";
  const MENDS = "[data-mend], .j-sheet .bad, .j-sheet .ask";
  let mend = -1;

  function rows() {
    return Array.from(document.querySelectorAll("table[data-list-keys] tbody tr")).filter((row) =>
      row.querySelector("a[href]"),
    );
  }

  function walk(step) {
    const all = rows();
    if (!all.length) return;
    const at = all.findIndex((row) => row.classList.contains(HERE));
    const next = all[Math.min(all.length - 1, Math.max(0, at + step))];
    for (const row of all) row.classList.toggle(HERE, row === next);
    next.querySelector("a[href]").focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  function nextMend() {
    const cells = document.querySelectorAll(MENDS);
    if (!cells.length) return false;
    mend = (mend + 1) % cells.length;
    const cell = cells[mend];
    const inside = cell.matches("input, select, textarea, a")
      ? cell
      : cell.querySelector("input, select, textarea, a");
    if (!inside) cell.tabIndex = -1;
    (inside ?? cell).focus({ preventScroll: true });
    cell.scrollIntoView({ block: "center", inline: "center" });
    return true;
  }

  function isOurs(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    return !event.target.closest?.(TYPING) || event.target.closest("table[data-list-keys] a");
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "F8" && nextMend()) event.preventDefault();
    if (!isOurs(event)) return;
    if (event.key === "j") walk(1);
    if (event.key === "k") walk(-1);
  });
})();
