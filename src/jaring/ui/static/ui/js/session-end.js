// Warns before an idle session ends, and takes protected content off the screen when it has ended.
// Reads data-idle-seconds, data-warn-seconds, data-keep-url and data-ended-url of the element marked data-session.
// The server counts requests only; so that writing a long text is no idleness, key presses are told to it now and then.
(() => {
  const box = document.querySelector("[data-session]");
  if (!box) return;
  const SECOND = 1000;
  const GRACE = 3 * SECOND; // the server's clock must have run out first, or its sign-in page would let us back in
  const idle = Number(box.dataset.idleSeconds) * SECOND;
  const warn = Number(box.dataset.warnSeconds) * SECOND;
  if (!idle) return;
  const count = box.querySelector("[data-session-left]");
  const others = new BroadcastChannel("jaring-session"); // every tab of one session shares its clock
  let lastAnswer = Date.now();
  let busySince = 0; // the first key press the server has not heard of

  function answered(tell) {
    lastAnswer = Date.now();
    busySince = 0;
    box.hidden = true;
    if (tell) others.postMessage("answered");
  }

  function leave() {
    window.location.replace(box.dataset.endedUrl);
  }

  async function keep() {
    busySince = 0;
    const reply = await fetch(box.dataset.keepUrl, { headers: { "HX-Request": "true" } });
    if (reply.ok && !reply.redirected) answered(true);
    else leave();
  }

  function look() {
    const left = idle - (Date.now() - lastAnswer);
    if (left <= -GRACE) leave();
    else if (left <= 0) document.querySelector("main").hidden = true;
    else if (busySince && left <= (idle * 3) / 4) keep();
    else if (left <= warn) {
      box.hidden = false;
      count.textContent = String(Math.ceil(left / SECOND));
    }
  }

  function busy() {
    if (box.hidden) busySince ||= Date.now();
  }

  box.querySelector("[data-session-keep]").addEventListener("click", keep);
  document.addEventListener("keydown", busy);
  document.addEventListener("pointerdown", busy);
  others.addEventListener("message", () => answered(false));
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) answered(true);
  });
  others.postMessage("answered");
  setInterval(look, SECOND);
})();
