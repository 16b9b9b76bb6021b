// What is known of the selected entity, written by the server.
import type { Picture } from "./picture";
import type { Room } from "./room";

export function keepPanel(room: Room, picture: Picture): void {
  const panel = room.part("panel");
  if (!panel) return;
  const { htmx } = window as { htmx?: { process(part: Element): void } };
  const unselected = [...panel.childNodes];
  let asked = 0;

  const show = async () => {
    const mine = ++asked;
    const url = picture.selected === null ? null : room.url("panel", picture.selected);
    if (!url) {
      panel.replaceChildren(...unselected);
      return;
    }
    panel.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(url, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
      const text = await response.text();
      if (mine !== asked) return;
      // A redirect leads to the sign-in page, which has no place in a panel.
      if (!response.ok || response.redirected) throw new Error(String(response.status));
      panel.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
      htmx?.process(panel);
    } catch {
      if (mine === asked) room.notice("failed");
    } finally {
      if (mine === asked) panel.removeAttribute("aria-busy");
    }
  };
  // Walking quickly with the arrows must not ask for every entity passed.
  let waiting: ReturnType<typeof setTimeout> | undefined;
  picture.watch((change) => {
    if (change !== "selection") return;
    clearTimeout(waiting);
    waiting = setTimeout(show, 150);
  });
}
