// Narrowing by type, member, grade and time: the same rules as jaring.engines.graph.filtering.
import type { LinkRow, NodeRow } from "./contract";

export interface Filter {
  kindsOff: Set<string>;
  ownersOff: Set<string>;
  /** The weakest grade still shown, such as "C3". */
  grade: string | null;
  starts: string | null;
  ends: string | null;
}

export function openFilter(): Filter {
  return { kindsOff: new Set(), ownersOff: new Set(), grade: null, starts: null, ends: null };
}

const ungraded = 7;

export function weakness(grade: string | undefined): number {
  const source = "ABCX".indexOf((grade ?? "").charAt(0).toUpperCase() || "?");
  const information = "1234".indexOf((grade ?? "").charAt(1) || "?");
  return source < 0 || information < 0 ? ungraded : source + information;
}

/** Compares at the coarser precision of the two: "2025" is not before "2025-07". */
function notBefore(one: string, other: string): boolean {
  const shared = Math.min(one.length, other.length);
  return one.slice(0, shared) >= other.slice(0, shared);
}

export function touchesPeriod(filter: Filter, starts?: string | null, ends?: string | null): boolean {
  const first = starts || ends;
  const last = ends || starts;
  if (!first || !last) return true;
  const afterStart = !filter.starts || notBefore(last, filter.starts);
  return afterStart && (!filter.ends || notBefore(filter.ends, first));
}

export function nodeFits(filter: Filter, node: NodeRow): boolean {
  if (filter.kindsOff.has(node.kind)) return false;
  return node.owners.length === 0 || node.owners.some((owner) => !filter.ownersOff.has(owner));
}

export function linkFits(filter: Filter, link: LinkRow): boolean {
  if (link.owner && filter.ownersOff.has(link.owner)) return false;
  if (filter.grade && weakness(link.grade) > weakness(filter.grade)) return false;
  return touchesPeriod(filter, link.starts, link.ends);
}

/** Whether an entity may go because its last link went: not for the types alone. */
export function narrowsLinks(filter: Filter): boolean {
  return filter.ownersOff.size > 0 || filter.grade !== null || filter.starts !== null || filter.ends !== null;
}
