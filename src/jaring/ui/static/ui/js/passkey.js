// Security keys and passkeys, on forms marked data-passkey="get" or "create".
// data-passkey-options holds what the server asks of the key, or data-passkey-options-url where to fetch it.
// The answer goes into the hidden field `credential` and the form is sent. Uses webauthnJSON of allauth.
(() => {
  async function options(form) {
    if (form.dataset.passkeyOptions) return JSON.parse(form.dataset.passkeyOptions);
    const reply = await fetch(form.dataset.passkeyOptionsUrl, {
      headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
    });
    if (!reply.ok) throw new Error("no options");
    return (await reply.json()).request_options;
  }

  // A passkey that signs in alone must live in the key and prove who holds it (WebAuthn 3, section 5.4.4).
  function withPresence(wanted, form) {
    const tick = form.elements.namedItem("passwordless");
    if (!tick) return wanted;
    Object.assign(wanted.publicKey.authenticatorSelection, {
      residentKey: tick.checked ? "required" : "discouraged",
      requireResidentKey: tick.checked,
      ...(tick.checked ? { userVerification: "required" } : {}),
    });
    return wanted;
  }

  async function touch(form) {
    const problem = form.querySelector("[data-passkey-problem]");
    problem.hidden = true;
    try {
      const wanted = await options(form);
      const answer =
        form.dataset.passkey === "create"
          ? await window.webauthnJSON.create(withPresence(wanted, form))
          : await window.webauthnJSON.get(wanted);
      form.elements.namedItem("credential").value = JSON.stringify(answer);
      form.submit();
    } catch {
      problem.hidden = false;
    }
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      touch(form);
    });
  }
})();
