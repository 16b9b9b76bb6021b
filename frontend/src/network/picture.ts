// The picture as data: what is loaded, what the filters leave, what is selected. Knows nothing of the screen.
import { MultiDirectedGraph } from "graphology";
import type { LinkRow, NodeRow, PictureData } from "./contract";
import { type Filter, linkFits, narrowsLinks, nodeFits, openFilter } from "./filters";

export interface NodeView {
  row: NodeRow;
  x: number;
  y: number;
  visible: boolean;
  /** Visible links drawn at this node. */
  shown: number;
  /** Drawn large and with its name. */
  major: boolean;
}

export interface LinkView {
  row: LinkRow;
  visible: boolean;
}

export interface Added {
  nodes: string[];
  links: string[];
}

export type Change = "content" | "selection" | "places";

/** Up to so many entities all are drawn large. */
const smallPicture = 40;
const fewestMajors = 16;
const shareOfMajors = 0.04;

export class Picture {
  readonly graph = new MultiDirectedGraph<NodeView, LinkView>();
  readonly filter: Filter = openFilter();
  readonly hidden = new Set<string>();
  readonly pinned = new Set<string>();
  readonly path = new Set<string>();
  selected: string | null = null;
  centre: string | null = null;
  linksTotal = 0;
  private watchers: ((change: Change) => void)[] = [];

  watch(watcher: (change: Change) => void): void {
    this.watchers.push(watcher);
  }

  changed(change: Change): void {
    if (change === "content") this.judge();
    for (const watcher of this.watchers) watcher(change);
  }

  /** Adds what is not there yet; a total that came later is the truer one. */
  merge(data: PictureData): Added {
    const added: Added = { nodes: [], links: [] };
    for (const row of data.nodes) {
      if (this.graph.hasNode(row.id)) {
        this.graph.getNodeAttributes(row.id).row.total = row.total;
        continue;
      }
      const view = { row, x: row.x, y: row.y, visible: true, shown: 0, major: false };
      this.graph.addNode(row.id, view);
      added.nodes.push(row.id);
    }
    for (const row of data.links) {
      if (this.graph.hasEdge(row.id) || !this.graph.hasNode(row.source) || !this.graph.hasNode(row.target)) {
        continue;
      }
      this.graph.addEdgeWithKey(row.id, row.source, row.target, { row, visible: true });
      added.links.push(row.id);
    }
    for (const id of data.pinned ?? []) this.pinned.add(id);
    this.linksTotal = Math.max(this.linksTotal, data.cut?.links_total ?? 0, this.graph.size);
    return added;
  }

  remove(added: Added): void {
    for (const link of added.links) if (this.graph.hasEdge(link)) this.graph.dropEdge(link);
    for (const node of added.nodes) {
      if (!this.graph.hasNode(node)) continue;
      this.graph.dropNode(node);
      this.hidden.delete(node);
      this.pinned.delete(node);
      if (this.selected === node) this.selected = null;
    }
    this.path.clear();
  }

  select(id: string | null): void {
    const next = id !== null && this.graph.hasNode(id) ? id : null;
    if (next === this.selected) return;
    this.selected = next;
    this.changed("selection");
  }

  node(id: string): NodeView | null {
    return this.graph.hasNode(id) ? this.graph.getNodeAttributes(id) : null;
  }

  name(id: string): string {
    return this.node(id)?.row.caption ?? "";
  }

  visibleNodes(): string[] {
    return this.graph.filterNodes((_, view) => view.visible);
  }

  visibleNeighbours(id: string): string[] {
    const found = new Set<string>();
    this.graph.forEachEdge(id, (_, link, source, target) => {
      if (link.visible) found.add(source === id ? target : source);
    });
    found.delete(id);
    return [...found];
  }

  /** Links of a node that are not loaded. */
  notLoaded(id: string): number {
    return Math.max(0, (this.node(id)?.row.total ?? 0) - this.graph.degreeWithoutSelfLoops(id));
  }

  counts(): { shown: number; total: number; loaded: number; undated: number } {
    let shown = 0;
    let undated = 0;
    this.graph.forEachEdge((_, link) => {
      if (!link.visible) return;
      shown += 1;
      if (!link.row.starts && !link.row.ends) undated += 1;
    });
    return { shown, total: this.linksTotal, loaded: this.graph.size, undated };
  }

  private judge(): void {
    const orphans = narrowsLinks(this.filter);
    this.graph.forEachNode((id, view) => {
      view.visible = !this.hidden.has(id) && nodeFits(this.filter, view.row);
      view.shown = 0;
    });
    this.graph.forEachEdge((_, link, source, target, from, to) => {
      link.visible = from.visible && to.visible && linkFits(this.filter, link.row);
      if (!link.visible) return;
      from.shown += 1;
      if (source !== target) to.shown += 1;
    });
    this.graph.forEachNode((id, view) => {
      if (orphans && view.visible && view.shown === 0 && this.graph.degree(id) > 0) view.visible = false;
    });
    this.chooseMajors();
  }

  private chooseMajors(): void {
    const visible = this.visibleNodes().map((id) => this.graph.getNodeAttributes(id));
    const small = visible.length <= smallPicture;
    const room = Math.max(fewestMajors, Math.round(visible.length * shareOfMajors));
    visible.sort((a, b) => b.shown - a.shown || (a.row.id < b.row.id ? -1 : 1));
    visible.forEach((view, place) => {
      view.major = small || view.row.id === this.centre || (place < room && view.shown >= 3);
    });
  }
}
