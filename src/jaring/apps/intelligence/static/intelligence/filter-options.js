// A long list of tick boxes inside [data-filter-options] gets a line to find one; the attribute is its label.
// Ticked ones stay in sight. Without this script the list is simply long.
(() => {
  function plain(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function prepare(box) {
    const list = box.querySelector(".j-options");
    if (!list) return;
    const line = document.createElement("input");
    line.type = "search";
    line.className = "form-control";
    line.placeholder = box.dataset.filterOptions;
    line.setAttribute("aria-label", box.dataset.filterOptions);

    line.addEventListener("input", () => {
      const wanted = plain(line.value.trim());
      for (const option of list.children) {
        option.hidden = !option.querySelector("input").checked && !plain(option.textContent).includes(wanted);
      }
    });
    // what is typed here is no part of the form
    for (const kind of ["change", "keydown"]) {
      line.addEventListener(kind, (event) => {
        if (kind === "change") event.stopPropagation();
        if (event.key === "Enter") event.preventDefault();
      });
    }
    list.before(line);
  }

  for (const box of document.querySelectorAll("[data-filter-options]")) prepare(box);
})();
