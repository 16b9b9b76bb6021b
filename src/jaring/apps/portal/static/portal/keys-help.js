// "?" opens the page of all keys, unless the key is being typed into something.
(() => {
  const TYPING = "input, textarea, select, [contenteditable]";
  const link = document.querySelector("[data-keys-help]");
  if (!link) return;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.(TYPING)) return;
    event.preventDefault();
    link.click();
  });
})();
