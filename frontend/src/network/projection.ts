// Where the graph lies on a surface, and how large things are drawn there.

export interface Projection {
  width: number;
  height: number;
  /** Pixels for one unit of the layout. */
  scale: number;
  toSurface(x: number, y: number): { x: number; y: number };
}

export interface Sizes {
  major: number;
  leaf: number;
  text: number;
  /** Whether small nodes are drawn with their icon or as dots. */
  icons: boolean;
  /** Whether small nodes may have names. */
  names: boolean;
}

/** Distance of neighbouring leaves in the layout, in its units (leaf_gap in jaring.engines.graph). */
const leafGap = 31;

export function sizesAt(scale: number): Sizes {
  const growth = Math.min(1.35, Math.max(0.62, Math.sqrt(scale)));
  return {
    major: 14 * growth,
    leaf: Math.min(8 * growth, Math.max(2.2, leafGap * scale * 0.36)),
    text: 12,
    icons: scale * leafGap >= 13,
    names: scale >= 1.9,
  };
}
