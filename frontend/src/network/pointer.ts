// Mouse and touch: select, expand by double click, drag to pin.
import type { Canvas } from "./canvas";
import type { Picture } from "./picture";

interface Acts {
  expand(id: string): void;
  moved(id: string, from: { x: number; y: number }, wasPinned: boolean): void;
}

const farEnough = 4;

export function listenToPointer(canvas: Canvas, picture: Picture, acts: Acts): void {
  const { sigma } = canvas;
  let held: { id: string; x: number; y: number; startX: number; startY: number; moved: boolean } | null =
    null;

  sigma.on("clickNode", ({ node }) => picture.select(node));
  sigma.on("clickStage", () => picture.select(null));
  sigma.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
    preventSigmaDefault();
    acts.expand(node);
  });
  sigma.on("doubleClickStage", ({ preventSigmaDefault }) => preventSigmaDefault());
  sigma.on("enterNode", () => sigma.getContainer().classList.add("j-network-over"));
  sigma.on("leaveNode", () => sigma.getContainer().classList.remove("j-network-over"));
  sigma.on("downNode", ({ node, event }) => {
    const view = picture.node(node);
    if (view) held = { id: node, x: view.x, y: view.y, startX: event.x, startY: event.y, moved: false };
  });
  sigma.on("moveBody", ({ event, preventSigmaDefault }) => {
    if (!held) return;
    preventSigmaDefault();
    event.original.preventDefault();
    if (!held.moved && Math.hypot(event.x - held.startX, event.y - held.startY) < farEnough) return;
    held.moved = true;
    Object.assign(picture.graph.getNodeAttributes(held.id), sigma.viewportToGraph(event));
    picture.changed("places");
  });
  const release = () => {
    if (held?.moved) {
      const wasPinned = picture.pinned.has(held.id);
      picture.pinned.add(held.id);
      acts.moved(held.id, { x: held.x, y: held.y }, wasPinned);
    }
    held = null;
  };
  sigma.on("upNode", release);
  sigma.on("upStage", release);
}
