// Says what is shown of what, and what was selected.
import type { Picture } from "./picture";
import type { Room } from "./room";
import { say } from "./texts";

export function keepStatus(room: Room, picture: Picture): void {
  picture.watch((change) => {
    if (change === "content") {
      const text = statusText(picture);
      for (const place of room.buttons("data-network-status")) {
        if (place.textContent !== text) place.textContent = text;
      }
      room.emit("change", picture.counts());
    }
    if (change === "selection") {
      room.emit("select", { id: picture.selected });
      announceSelection(room, picture);
      for (const button of room.buttons("data-needs-selection")) {
        if (button instanceof HTMLButtonElement) button.disabled = picture.selected === null;
      }
    }
  });
}

export function statusText(picture: Picture): string {
  const { shown, total, loaded } = picture.counts();
  const parts = [say("showing", { shown, total })];
  if (loaded > shown) parts.push(say("filtered", { hidden: loaded - shown }));
  return parts.join(" ");
}

function announceSelection(room: Room, picture: Picture): void {
  const view = picture.selected === null ? null : picture.node(picture.selected);
  if (!view) {
    room.announce("deselected");
    return;
  }
  const { row, shown } = view;
  const name = row.roman ? `${row.caption}, ${row.roman}` : row.caption;
  const kind = room.root
    .querySelector(`[data-filter-kind="${CSS.escape(row.kind)}"]`)
    ?.getAttribute("data-label");
  const owners = row.owners.join(", ");
  room.announce("selected", {
    name,
    kind: kind ?? row.kind,
    owners,
    shown,
    total: Math.max(row.total, shown),
  });
}
