// The picture as a file. It carries its marking: the banner's text is drawn on it.
import type { Canvas } from "./canvas";
import type { Handling } from "./contract";
import { Glyphs } from "./glyphs";
import { Painter } from "./painter";
import type { Picture } from "./picture";
import { statusText } from "./status";

const density = 2;
const strip = 34;

export async function drawPng(
  canvas: Canvas,
  picture: Picture,
  handling: Handling | undefined,
): Promise<Blob> {
  const surface = canvas.projection();
  const theme = canvas.colours();
  const paper = document.createElement("canvas");
  paper.width = surface.width * density;
  paper.height = (surface.height + 2 * strip) * density;
  const ctx = paper.getContext("2d");
  if (!ctx) throw new Error("no 2d context");
  ctx.scale(density, density);
  ctx.fillStyle = theme.paper;
  ctx.fillRect(0, 0, surface.width, surface.height + 2 * strip);
  ctx.save();
  ctx.translate(0, strip);
  ctx.beginPath();
  ctx.rect(0, 0, surface.width, surface.height);
  ctx.clip();
  new Painter(picture, theme, new Glyphs(theme, density)).paint(ctx, surface, "all");
  ctx.restore();
  const marks: Record<string, string> = theme;
  ctx.fillStyle = marks[handling?.marking ?? ""] ?? theme.slab;
  ctx.fillRect(0, 0, surface.width, strip);
  ctx.textAlign = "start";
  ctx.textBaseline = "middle";
  ctx.font = `600 13px ${theme.sans}`;
  ctx.fillStyle = theme.paper;
  ctx.fillText(handling?.text ?? "", 12, strip / 2, surface.width - 24);
  ctx.font = `12px ${theme.sans}`;
  ctx.fillStyle = theme.ink2;
  ctx.fillText(statusText(picture), 12, surface.height + strip * 1.5, surface.width - 24);
  return new Promise((resolve, reject) => {
    paper.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
  });
}

export function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
