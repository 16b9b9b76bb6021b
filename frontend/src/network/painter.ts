// Draws what WebGL does not: links as long as they are few, signs with icons, halo, counts, names. The same code draws the exported
// picture, there with all links.
import type { Glyphs } from "./glyphs";
import { type Label, Labels } from "./labels";
import type { NodeView, Picture } from "./picture";
import { type Projection, type Sizes, sizesAt } from "./projection";
import { mix, type Theme } from "./theme";

export interface Stroke {
  colour: string;
  width: number;
  dashed: boolean;
}

interface Placed {
  id: string;
  view: NodeView;
  x: number;
  y: number;
  r: number;
}

/** Up to so many links are drawn here, bent and dashed; more would cost frames and are left to WebGL. */
const mostByHand = 900;
/** How far a link bends off the straight line, as a share of its length: crossings are told apart more easily. */
const bend = 0.055;
const beyond = 60;

export function drawnByHand(picture: Picture): boolean {
  return picture.graph.size <= mostByHand;
}

export function strokeOf(picture: Picture, theme: Theme, id: string): Stroke {
  const { graph } = picture;
  const link = graph.getEdgeAttributes(id);
  const [source, target] = graph.extremities(id);
  const dashed = link.row.weak === true;
  if (picture.path.has(id)) return { colour: theme.accent, width: 3.4, dashed };
  if (picture.selected !== null && (source === picture.selected || target === picture.selected)) {
    return { colour: theme.accent, width: 2.2, dashed };
  }
  const between = graph.getNodeAttributes(source).major && graph.getNodeAttributes(target).major;
  if (between && link.row.weak) return { colour: mix(theme.ink3, theme.paper, 0.8), width: 1.3, dashed };
  if (between) return { colour: theme.ink3, width: 1.6, dashed };
  const faint = mix(theme.line2, theme.paper, link.row.weak ? 0.6 : 0.72);
  return { colour: faint, width: 1, dashed };
}

export class Painter {
  constructor(
    private readonly picture: Picture,
    private readonly theme: Theme,
    private readonly glyphs: Glyphs,
  ) {}

  paint(ctx: CanvasRenderingContext2D, surface: Projection, links: "few" | "all"): void {
    const sizes = sizesAt(surface.scale);
    if (links === "all" || drawnByHand(this.picture)) this.paintLinks(ctx, surface);
    const placed = this.place(surface, sizes);
    for (const one of placed) this.paintNode(ctx, one, sizes);
    this.paintLabels(ctx, placed, sizes);
    for (const one of placed) this.paintBadge(ctx, one);
  }

  private paintLinks(ctx: CanvasRenderingContext2D, surface: Projection): void {
    const { graph } = this.picture;
    ctx.lineCap = "butt";
    graph.forEachEdge((id, link, source, target, from, to) => {
      if (!link.visible || source === target) return;
      const stroke = strokeOf(this.picture, this.theme, id);
      const a = surface.toSurface(from.x, from.y);
      const b = surface.toSurface(to.x, to.y);
      ctx.beginPath();
      ctx.setLineDash(stroke.dashed ? [6, 4] : []);
      ctx.strokeStyle = stroke.colour;
      ctx.lineWidth = stroke.width;
      ctx.moveTo(a.x, a.y);
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      ctx.quadraticCurveTo((a.x + b.x) / 2 - dy * bend, (a.y + b.y) / 2 + dx * bend, b.x, b.y);
      ctx.stroke();
    });
    ctx.setLineDash([]);
  }

  /** Nodes on the surface, those to be drawn last (on top) at the end. */
  private place(surface: Projection, sizes: Sizes): Placed[] {
    const placed: Placed[] = [];
    this.picture.graph.forEachNode((id, view) => {
      if (!view.visible) return;
      const { x, y } = surface.toSurface(view.x, view.y);
      const outside = x < -beyond || y < -beyond || x > surface.width + beyond || y > surface.height + beyond;
      if (outside) return;
      const chosen = id === this.picture.selected;
      const r = chosen ? sizes.major * 1.25 : view.major ? sizes.major : sizes.leaf;
      placed.push({ id, view, x, y, r });
    });
    const rank = (one: Placed) => (one.id === this.picture.selected ? 2 : one.view.major ? 1 : 0);
    return placed.sort((a, b) => rank(a) - rank(b));
  }

  private paintNode(ctx: CanvasRenderingContext2D, { id, view, x, y, r }: Placed, sizes: Sizes): void {
    const selected = id === this.picture.selected;
    if (selected) {
      ctx.beginPath();
      ctx.arc(x, y, r + 5, 0, 2 * Math.PI);
      ctx.strokeStyle = this.theme.halo;
      ctx.lineWidth = 3.5;
      ctx.stroke();
    }
    if (!selected && !view.major && !sizes.icons) {
      ctx.beginPath();
      ctx.arc(x, y, r, 0, 2 * Math.PI);
      ctx.fillStyle = mix(this.theme.line2, this.theme.paper, 0.7);
      ctx.fill();
    } else {
      const weight = selected ? "selected" : view.major ? "major" : "leaf";
      this.glyphs.draw(ctx, view.row.kind, weight, x, y, r);
    }
    if (this.picture.pinned.has(id)) this.paintPin(ctx, x - r * 0.8, y - r * 0.9);
  }

  private paintPin(ctx: CanvasRenderingContext2D, x: number, y: number): void {
    ctx.beginPath();
    ctx.moveTo(x, y - 4.5);
    ctx.lineTo(x + 4.5, y);
    ctx.lineTo(x, y + 4.5);
    ctx.lineTo(x - 4.5, y);
    ctx.closePath();
    ctx.fillStyle = this.theme.accent;
    ctx.strokeStyle = this.theme.paper;
    ctx.lineWidth = 1.5;
    ctx.fill();
    ctx.stroke();
  }

  private paintLabels(ctx: CanvasRenderingContext2D, placed: Placed[], sizes: Sizes): void {
    const labels = new Labels(ctx, this.theme, sizes.text);
    const onPath = new Set<string>();
    for (const link of this.picture.path) {
      for (const end of this.picture.graph.extremities(link)) onPath.add(end);
    }
    const wanted: Label[] = [];
    for (const { id, view, x, y, r } of placed) {
      if (view.major) labels.keepClear(x, y, r);
      const forced = id === this.picture.selected || onPath.has(id);
      if (forced || view.major || sizes.names) wanted.push({ view, x, y, r, forced });
    }
    wanted.sort((a, b) => Number(b.forced) - Number(a.forced) || b.view.shown - a.view.shown);
    labels.drawAll(wanted);
  }

  /** How many more links there are that are not loaded. */
  private paintBadge(ctx: CanvasRenderingContext2D, { id, view, x, y, r }: Placed): void {
    const more = this.picture.notLoaded(id);
    if (more === 0 || !(view.major || id === this.picture.selected)) return;
    const text = `+${more}`;
    ctx.font = `700 9.5px ${this.theme.sans}`;
    const width = ctx.measureText(text).width + 10;
    const left = x + r * 0.55;
    const top = y - r - 7;
    ctx.beginPath();
    ctx.roundRect(left, top, width, 14, 7);
    ctx.fillStyle = this.theme.ink;
    ctx.fill();
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = this.theme.paper;
    ctx.fillText(text, left + width / 2, top + 7.5);
  }
}
