// After a form came back with faults, the reader starts at their list.
document.querySelector("[data-form-errors]")?.focus();
