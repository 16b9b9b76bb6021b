// The picture without a mouse: arrows walk along links, Enter expands.
import type { Canvas } from "./canvas";
import type { Picture } from "./picture";

interface Acts {
  expand(id: string): void;
  hide(id: string): void;
  togglePin(id: string): void;
  undo(): void;
}

const directions: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** The neighbour that lies best in a direction: straight ahead counts more than near. */
function ahead(picture: Picture, from: string, [dx, dy]: [number, number]): string | null {
  const here = picture.node(from);
  if (!here) return null;
  let best: string | null = null;
  let least = Infinity;
  for (const id of picture.visibleNeighbours(from)) {
    const there = picture.node(id);
    if (!there) continue;
    const [x, y] = [there.x - here.x, there.y - here.y];
    const along = x * dx + y * dy;
    if (along <= 0) continue;
    const cost = Math.hypot(x, y) + 2 * Math.abs(x * dy - y * dx);
    if (cost < least) [least, best] = [cost, id];
  }
  return best;
}

function firstNode(picture: Picture): string | null {
  if (picture.centre && picture.node(picture.centre)?.visible) return picture.centre;
  const nodes = picture.visibleNodes();
  const shown = (id: string) => picture.node(id)?.shown ?? 0;
  return nodes.sort((a, b) => shown(b) - shown(a) || (a < b ? -1 : 1))[0] ?? null;
}

export function listenToKeys(stage: HTMLElement, canvas: Canvas, picture: Picture, acts: Acts): void {
  const onSelected: Record<string, (id: string) => void> = {
    Enter: acts.expand,
    Delete: acts.hide,
    p: acts.togglePin,
    c: (id) => canvas.centreOn(id),
  };
  const always: Record<string, () => void> = {
    "+": () => canvas.zoom(1.5),
    "=": () => canvas.zoom(1.5),
    "-": () => canvas.zoom(1 / 1.5),
    "0": () => canvas.fit(),
    Home: () => picture.select(firstNode(picture)),
    Escape: () => picture.select(null),
  };
  stage.addEventListener("keydown", (event) => {
    const { key } = event;
    if (key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey)) {
      acts.undo();
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { selected } = picture;
    const direction = directions[key];
    if (direction) {
      const next = selected === null ? firstNode(picture) : ahead(picture, selected, direction);
      if (next) picture.select(next);
    } else if (always[key]) {
      always[key]();
    } else if (onSelected[key] && selected !== null) {
      onSelected[key](selected);
    } else {
      return;
    }
    event.preventDefault();
  });
}
