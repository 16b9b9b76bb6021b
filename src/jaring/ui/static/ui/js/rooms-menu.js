// The Rooms button of narrow screens opens and closes the rail. Without this script the link leads to the rail itself.
(() => {
  const button = document.querySelector("[data-rooms-menu]");
  const rail = button && document.getElementById(button.getAttribute("href").slice(1));
  if (!rail) return;

  function show(open) {
    rail.classList.toggle("j-rail--open", open);
    button.setAttribute("aria-expanded", String(open));
  }

  button.setAttribute("role", "button");
  button.setAttribute("aria-controls", rail.id);
  show(false);
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const open = button.getAttribute("aria-expanded") !== "true";
    show(open);
    if (open) rail.querySelector("a")?.focus();
  });
  button.addEventListener("keydown", (event) => {
    if (event.key !== " ") return; // what is called a button answers to the space bar
    event.preventDefault();
    button.click();
  });
  rail.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    show(false);
    button.focus();
  });
})();
