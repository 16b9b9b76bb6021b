// "/" puts the cursor into the search field, unless the key is being typed into something.
(() => {
  const TYPING = "input, textarea, select, [contenteditable]";

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.(TYPING)) return;
    const field = document.querySelector("[data-find]");
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
})();
