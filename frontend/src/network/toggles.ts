// Toggle buttons for types, members and grades.
import type { Picture } from "./picture";
import type { Room } from "./room";

function press(button: HTMLElement): boolean {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  return on;
}

export function listenToToggles(room: Room, picture: Picture): void {
  const { filter } = picture;
  const flip = (off: Set<string>, value: string, on: boolean) => (on ? off.delete(value) : off.add(value));
  const apply = (button: HTMLElement, on: boolean) => {
    const { filterKind, filterOwner, filterGrade } = button.dataset;
    if (filterKind) flip(filter.kindsOff, filterKind, on);
    if (filterOwner) flip(filter.ownersOff, filterOwner, on);
    if (filterGrade) filter.grade = on ? filterGrade : null;
  };
  for (const button of room.buttons("data-filter-kind], [data-filter-owner], [data-filter-grade")) {
    apply(button, button.getAttribute("aria-pressed") === "true");
    button.addEventListener("click", () => {
      apply(button, press(button));
      picture.changed("content");
    });
  }
  const count = () => {
    const loaded = new Map<string, number>();
    picture.graph.forEachNode((_, view) => loaded.set(view.row.kind, (loaded.get(view.row.kind) ?? 0) + 1));
    for (const button of room.buttons("data-filter-kind")) {
      const place = button.querySelector("[data-filter-count]");
      if (place) place.textContent = String(loaded.get(button.dataset.filterKind ?? "") ?? 0);
    }
  };
  picture.watch((change) => change === "content" && count());
}
