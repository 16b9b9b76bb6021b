// Node signs, drawn once per look and then copied: two thousand of them must not cost a frame.
import { lookOf, type Shape } from "./icons";
import type { Theme } from "./theme";

export type Weight = "major" | "leaf" | "selected";

const corner = 0.28;

export function tracePath(
  ctx: CanvasRenderingContext2D,
  shape: Shape,
  x: number,
  y: number,
  r: number,
): void {
  ctx.beginPath();
  if (shape === "who") {
    ctx.arc(x, y, r, 0, 2 * Math.PI);
  } else if (shape === "what") {
    const half = r * 0.93;
    ctx.roundRect(x - half, y - half, 2 * half, 2 * half, r * corner);
  } else {
    const reach = r * 1.24;
    ctx.moveTo(x, y - reach);
    ctx.lineTo(x + reach, y);
    ctx.lineTo(x, y + reach);
    ctx.lineTo(x - reach, y);
    ctx.closePath();
  }
}

export class Glyphs {
  private readonly sprites = new Map<string, HTMLCanvasElement>();

  constructor(
    private readonly theme: Theme,
    private readonly density: number,
  ) {}

  draw(ctx: CanvasRenderingContext2D, kind: string, weight: Weight, x: number, y: number, r: number): void {
    const size = Math.round(r * 2) / 2;
    const key = `${kind} ${weight} ${size}`;
    let sprite = this.sprites.get(key);
    if (!sprite) {
      sprite = this.make(kind, weight, size);
      this.sprites.set(key, sprite);
    }
    const side = sprite.width / this.density;
    ctx.drawImage(sprite, x - side / 2, y - side / 2, side, side);
  }

  private make(kind: string, weight: Weight, r: number): HTMLCanvasElement {
    const sprite = document.createElement("canvas");
    const side = Math.ceil((r * 1.24 + 3) * 2);
    sprite.width = sprite.height = Math.ceil(side * this.density);
    const ctx = sprite.getContext("2d");
    if (!ctx) return sprite;
    ctx.scale(this.density, this.density);
    const { shape, path } = lookOf(kind);
    const middle = sprite.width / this.density / 2;
    const { theme } = this;
    tracePath(ctx, shape, middle, middle, r);
    ctx.fillStyle = weight === "selected" ? theme.accent : theme.sheet;
    ctx.fill();
    ctx.lineWidth = weight === "leaf" ? 1.1 : 1.6;
    ctx.strokeStyle = { selected: theme.accent, major: theme.ink2, leaf: theme.line2 }[weight];
    ctx.stroke();
    const icon = (r * (weight === "leaf" ? 1.25 : 1.15)) / 24;
    ctx.translate(middle - icon * 12, middle - icon * 12);
    ctx.scale(icon, icon);
    ctx.strokeStyle = { selected: theme.onAccent, major: theme.ink, leaf: theme.ink2 }[weight];
    ctx.lineWidth = weight === "leaf" ? 2 : 1.9;
    ctx.lineCap = ctx.lineJoin = "round";
    ctx.stroke(new Path2D(path));
    return sprite;
  }
}
