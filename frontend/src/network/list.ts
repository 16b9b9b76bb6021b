// The list beside the picture holds the same entities: selecting in one selects in the other.
import { iconElement } from "./icons";
import type { NodeView, Picture } from "./picture";
import type { Room } from "./room";

function fill(row: HTMLElement, slot: string, text: string, lang?: string): void {
  for (const place of row.querySelectorAll<HTMLElement>(`[data-slot="${slot}"]`)) {
    place.textContent = text;
    if (lang) place.lang = lang;
    place.hidden = text === "";
  }
}

function makeRow(room: Room, template: HTMLTemplateElement, view: NodeView): HTMLElement | null {
  const row = (template.content.cloneNode(true) as DocumentFragment).firstElementChild;
  if (!(row instanceof HTMLElement)) return null;
  const node = view.row;
  row.dataset.nodeId = node.id;
  fill(row, "caption", node.caption, node.lang);
  fill(row, "roman", node.roman ?? "");
  fill(row, "owner", node.owners[0] ?? "");
  fill(row, "more-owners", node.owners.length > 1 ? `+${node.owners.length - 1}` : "");
  row.querySelector('[data-slot="icon"]')?.replaceChildren(iconElement(node.kind));
  const link = row.querySelector<HTMLAnchorElement>("a[data-slot-href]");
  if (link) link.href = room.url("entity", node.id) ?? "#";
  return row;
}

export function keepList(room: Room, picture: Picture): void {
  const list = room.part("list");
  if (!list) return;
  const template = room.root.querySelector<HTMLTemplateElement>("template[data-network-row]");
  const rows = new Map<string, HTMLElement>();
  for (const row of list.querySelectorAll<HTMLElement>("[data-node-id]"))
    rows.set(row.dataset.nodeId ?? "", row);

  list.addEventListener("click", (event) => {
    const target = event.target as Element;
    const row = target.closest<HTMLElement>("[data-node-id]");
    const link = target.closest("a");
    if (!row || (link && !link.hasAttribute("data-network-pick"))) return;
    // With a modifier the link opens its page, as links do.
    if (link && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
    event.preventDefault();
    picture.select(row.dataset.nodeId ?? null);
  });

  const refresh = () => {
    for (const [id, row] of rows) {
      if (picture.graph.hasNode(id)) continue;
      row.remove();
      rows.delete(id);
    }
    picture.graph.forEachNode((id, view) => {
      let row = rows.get(id) ?? null;
      if (!row && template) {
        row = makeRow(room, template, view);
        if (row) {
          rows.set(id, row);
          list.append(row);
        }
      }
      if (!row) return;
      row.hidden = !view.visible;
      fill(row, "links", String(view.shown));
    });
    mark();
  };
  const mark = () => {
    for (const [id, row] of rows) {
      const chosen = id === picture.selected;
      row.setAttribute("aria-selected", String(chosen));
      if (chosen && !row.hidden) row.scrollIntoView({ block: "nearest" });
    }
  };
  picture.watch((change) => {
    if (change === "content") refresh();
    if (change === "selection") mark();
  });
}
