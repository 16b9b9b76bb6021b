// Names under the signs. A name that would lie over another one or over a large sign is left out; zooming brings it.
import type { NodeView } from "./picture";
import type { Theme } from "./theme";

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Label {
  view: NodeView;
  x: number;
  y: number;
  r: number;
  /** Always drawn: selected, or on the path asked for. */
  forced: boolean;
}

/** Measuring is dear and names seldom change; the font is part of the key. */
const widths = new Map<string, number>();
const mostWidths = 20_000;
const longest = 34;
const secondLine = 14;

function meets(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function short(text: string): string {
  const letters = [...text];
  return letters.length > longest ? `${letters.slice(0, longest - 1).join("")}…` : text;
}

export class Labels {
  private taken: Box[] = [];

  constructor(
    private readonly ctx: CanvasRenderingContext2D,
    private readonly theme: Theme,
    private readonly size: number,
  ) {}

  /** Signs that names must not cover. */
  keepClear(x: number, y: number, r: number): void {
    this.taken.push({ left: x - r, right: x + r, top: y - r, bottom: y + r });
  }

  drawAll(labels: Label[]): void {
    const { ctx } = this;
    ctx.textAlign = "center";
    ctx.textBaseline = "alphabetic";
    ctx.lineJoin = "round";
    for (const label of labels) this.drawOne(label);
  }

  private fonts(): { name: string; roman: string; code: string } {
    const { sans, mono } = this.theme;
    const second = this.size - 1.5;
    return {
      name: `600 ${this.size}px ${sans}`,
      roman: `${second}px ${sans}`,
      code: `700 ${second - 1}px ${mono}`,
    };
  }

  private width(text: string, font: string): number {
    const key = `${font} ${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      this.ctx.font = font;
      width = this.ctx.measureText(text).width;
      if (widths.size > mostWidths) widths.clear();
      widths.set(key, width);
    }
    return width;
  }

  private drawOne({ view, x, y, r, forced }: Label): void {
    const fonts = this.fonts();
    const name = short(view.row.caption);
    const roman = short(view.row.roman ?? "");
    const codes = view.row.owners.join(" ");
    const gap = roman && codes ? " · " : "";
    const romanWidth = this.width(roman + gap, fonts.roman);
    const second = romanWidth + this.width(codes, fonts.code);
    const half = Math.max(this.width(name, fonts.name), second) / 2;
    const height = this.size + secondLine + 5;
    const aside = half + r + 5;
    // Below the sign, else above or beside it: a ring of small signs often leaves one side free.
    const places = [
      { middle: x, top: y + r + 4 },
      { middle: x, top: y - r - 2 - height },
      { middle: x - aside, top: y - height / 2 },
      { middle: x + aside, top: y - height / 2 },
    ].map(({ middle, top }) => ({
      middle,
      left: middle - half - 2,
      right: middle + half + 2,
      top,
      bottom: top + height,
    }));
    const free = places.find((place) => !this.taken.some((other) => meets(place, other)));
    const box = free ?? (forced ? places[0] : undefined);
    if (!box) return;
    this.taken.push(box);
    const baseline = box.top + this.size;
    this.write(name, fonts.name, this.theme.ink, box.middle, baseline);
    this.ctx.textAlign = "left";
    this.write(roman + gap, fonts.roman, this.theme.ink2, box.middle - second / 2, baseline + secondLine);
    this.write(
      codes,
      fonts.code,
      this.theme.ink2,
      box.middle - second / 2 + romanWidth,
      baseline + secondLine,
    );
    this.ctx.textAlign = "center";
  }

  private write(text: string, font: string, colour: string, x: number, y: number): void {
    if (!text) return;
    const { ctx } = this;
    ctx.font = font;
    ctx.strokeStyle = this.theme.paper;
    ctx.lineWidth = 5;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = colour;
    ctx.fillText(text, x, y);
  }
}
