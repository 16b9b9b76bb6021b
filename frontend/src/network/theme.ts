// Colours and fonts of the page's theme, as the canvas needs them: resolved, and read again when the theme changes.

const tokens = {
  paper: "--j-paper",
  sheet: "--j-sheet",
  sunk: "--j-sunk",
  ink: "--j-ink",
  ink2: "--j-ink-2",
  ink3: "--j-ink-3",
  line: "--j-line",
  line2: "--j-line-2",
  accent: "--j-accent",
  onAccent: "--j-on-accent",
  halo: "--j-halo",
  slab: "--j-slab",
  onSlab: "--j-on-slab",
  official: "--j-official",
  restricted: "--j-restricted",
  confidential: "--j-confidential",
} as const;

export type Theme = Record<keyof typeof tokens, string> & { sans: string; mono: string };

/** A custom property may hold light-dark(): only a property that takes a colour says which one it is. */
export function readTheme(host: HTMLElement): Theme {
  const probe = document.createElement("span");
  probe.hidden = true;
  host.append(probe);
  const theme = {} as Theme;
  for (const [name, property] of Object.entries(tokens)) {
    probe.style.color = `var(${property}, currentColor)`;
    theme[name as keyof typeof tokens] = plainColour(getComputedStyle(probe).color);
  }
  const style = getComputedStyle(host);
  theme.sans = style.getPropertyValue("--j-sans").trim() || style.fontFamily;
  theme.mono = style.getPropertyValue("--j-mono").trim() || "monospace";
  probe.remove();
  return theme;
}

const swatch = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

/** sigma reads rgb() only; browsers may answer with newer notations. */
function plainColour(colour: string): string {
  if (!swatch || colour.startsWith("rgb(")) return colour;
  swatch.canvas.width = 1;
  swatch.fillStyle = colour;
  swatch.fillRect(0, 0, 1, 1);
  const [red, green, blue] = swatch.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}

export function mix(one: string, other: string, share: number): string {
  const a = one.match(/[\d.]+/g)?.map(Number) ?? [];
  const b = other.match(/[\d.]+/g)?.map(Number) ?? [];
  const parts = [0, 1, 2].map((i) => Math.round((a[i] ?? 0) * share + (b[i] ?? 0) * (1 - share)));
  return `rgb(${parts.join(", ")})`;
}

export function onThemeChange(changed: () => void): void {
  new MutationObserver(changed).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["data-bs-theme", "class"],
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
}
