// Warns before an idle session ends, and takes protected content off the screen when it has ended.
// Reads data-idle-seconds, data-warn-seconds, data-keep-url and data-ended-url of the element marked data-session.
(() => {
  const box = document.querySelector("[data-session]");
  if (!box) return;
  const SECOND = 1000;
  const idle = Number(box.dataset.idleSeconds) * SECOND;
  const warn = Number(box.dataset.warnSeconds) * SECOND;
  if (!idle) return;
  const count = box.querySelector("[data-session-left]");
  const keep = box.querySelector("[data-session-keep]");
  // every tab of one session shares its clock
  const others = new BroadcastChannel("jaring-session");
  let lastAnswer = Date.now();

  function answered(tell) {
    lastAnswer = Date.now();
    box.hidden = true;
    if (tell) others.postMessage("answered");
  }

  function look() {
    const left = idle - (Date.now() - lastAnswer);
    if (left <= 0) {
      window.location.replace(box.dataset.endedUrl);
      return;
    }
    if (left <= warn) {
      box.hidden = false;
      count.textContent = String(Math.ceil(left / SECOND));
    }
  }

  keep.addEventListener("click", async () => {
    const reply = await fetch(box.dataset.keepUrl, { headers: { "HX-Request": "true" } });
    if (reply.ok && !reply.redirected) answered(true);
    else window.location.replace(box.dataset.endedUrl);
  });
  others.addEventListener("message", () => answered(false));
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) answered(true);
  });
  others.postMessage("answered");
  setInterval(look, SECOND);
})();
