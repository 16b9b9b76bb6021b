// A file dropped onto a form marked data-dropzone goes into its file field; data-dropzone="send" also sends the form.
(() => {
  const OVER = "j-drop--over";

  function carriesFiles(event) {
    return Array.from(event.dataTransfer?.types ?? []).includes("Files");
  }

  function prepare(form) {
    const field = form.querySelector("input[type=file]");
    if (!field) return;
    let depth = 0; // enter and leave fire for every child passed over

    function lower() {
      depth = 0;
      form.classList.remove(OVER);
    }

    form.addEventListener("dragenter", (event) => {
      if (!carriesFiles(event)) return;
      depth += 1;
      form.classList.add(OVER);
    });
    form.addEventListener("dragleave", () => {
      depth -= 1;
      if (depth <= 0) lower();
    });
    form.addEventListener("dragover", (event) => {
      if (carriesFiles(event)) event.preventDefault();
    });
    form.addEventListener("drop", (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      lower();
      field.files = event.dataTransfer.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      if (form.dataset.dropzone === "send") form.requestSubmit();
    });
  }

  for (const form of document.querySelectorAll("form[data-dropzone]")) prepare(form);
})();
