// What a person can do to the picture. Everything that changes it can be taken back.
import type { Canvas } from "./canvas";
import type { Handling, PathData, PictureData } from "./contract";
import { download, drawPng } from "./exporting";
import { postForFile, postJson, Refused } from "./fetching";
import { History } from "./history";
import type { Picture } from "./picture";
import type { Room } from "./room";

export class Acts {
  private readonly history = new History();
  private pathFrom: string | null = null;
  private busy = false;

  constructor(
    private readonly room: Room,
    private readonly picture: Picture,
    private readonly canvas: Canvas,
    private readonly handling: Handling | undefined,
  ) {
    picture.watch((change) => {
      if (change === "selection" && this.pathFrom !== null && picture.selected !== null) void this.findPath();
    });
  }

  /** The places on the screen: the server sets what is new beside them. */
  private shown(): { id: string; x: number; y: number }[] {
    const round = (value: number) => Math.round(value * 100) / 100;
    return this.picture.graph.mapNodes((id, { x, y }) => ({ id, x: round(x), y: round(y) }));
  }

  private async ask(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.room.section.setAttribute("aria-busy", "true");
    this.room.clearNotice();
    try {
      await work();
    } catch (problem) {
      this.room.notice(problem instanceof Refused ? "refused" : "failed");
    } finally {
      this.busy = false;
      this.room.section.removeAttribute("aria-busy");
    }
  }

  expand = (id: string): Promise<void> =>
    this.ask(async () => {
      const url = this.room.url("expand");
      if (!url) return;
      const name = this.picture.name(id);
      this.room.announce("expanding", { name });
      const data = await postJson<PictureData>(url, { node: id, shown: this.shown() }, this.room.csrf);
      const added = this.add(data);
      if (added.nodes.length + added.links.length === 0) {
        this.room.announce("nothing_more", { name });
        return;
      }
      this.picture.changed("content");
      this.room.announce("expanded", { nodes: added.nodes.length, links: added.links.length, name });
    });

  private add(data: PictureData): { nodes: string[]; links: string[] } {
    const before = this.picture.linksTotal;
    const added = this.picture.merge(data);
    if (added.nodes.length + added.links.length === 0) return added;
    this.history.remember(() => {
      this.picture.remove(added);
      this.picture.linksTotal = before;
    });
    return added;
  }

  hide = (id: string): void => {
    const name = this.picture.name(id);
    this.picture.hidden.add(id);
    this.history.remember(() => this.picture.hidden.delete(id));
    this.picture.select(null);
    this.picture.changed("content");
    this.room.announce("hidden", { name });
  };

  togglePin = (id: string): void => {
    const { pinned } = this.picture;
    const now = !pinned.has(id);
    if (now) pinned.add(id);
    else pinned.delete(id);
    this.history.remember(() => (now ? pinned.delete(id) : pinned.add(id)));
    this.picture.changed("places");
    this.room.announce(now ? "pinned" : "unpinned", { name: this.picture.name(id) });
  };

  moved = (id: string, from: { x: number; y: number }, wasPinned: boolean): void => {
    this.history.remember(() => {
      const view = this.picture.node(id);
      if (view) Object.assign(view, from);
      if (!wasPinned) this.picture.pinned.delete(id);
    });
    this.picture.changed("places");
    this.room.announce("pinned", { name: this.picture.name(id) });
  };

  undo = (): void => {
    const done = this.history.undo();
    this.markPath(null);
    this.picture.changed("content");
    this.room.announce(done ? "undone" : "nothing_to_undo");
  };

  /** First press takes the selected entity as the start, then the next selection or a press is the end. */
  path = (): void => {
    if (this.picture.path.size > 0 || this.pathFrom !== null) {
      this.picture.path.clear();
      this.markPath(null);
      this.picture.changed("places");
      return;
    }
    if (this.picture.selected === null) {
      this.room.notice("path_first");
      return;
    }
    this.markPath(this.picture.selected);
    this.room.notice("path_pick");
  };

  private markPath(from: string | null): void {
    this.pathFrom = from;
    const pressed = String(from !== null || this.picture.path.size > 0);
    for (const button of this.room.buttons('data-network-act="path"'))
      button.setAttribute("aria-pressed", pressed);
    if (from === null) this.room.clearNotice();
  }

  private findPath(): Promise<void> {
    const [a, b] = [this.pathFrom, this.picture.selected];
    const url = this.room.url("path");
    if (a === null || b === null || a === b || !url) return Promise.resolve();
    return this.ask(async () => {
      const body = { a, b, shown: this.shown() };
      const data = await postJson<PathData>(url, body, this.room.csrf);
      const names = { a: this.picture.name(a), b: this.picture.name(b) };
      if (data.found) {
        this.add(data);
        for (const link of data.links)
          if (this.picture.graph.hasEdge(link.id)) this.picture.path.add(link.id);
      }
      this.markPath(null);
      this.picture.changed("content");
      this.room.notice(data.found ? "path_found" : "path_none", { ...names, links: data.links.length });
    });
  }

  save = (): Promise<void> =>
    this.ask(async () => {
      const url = this.room.url("save");
      if (!url) return;
      await postJson(url, { places: this.shown(), pinned: [...this.picture.pinned] }, this.room.csrf);
      this.room.notice("saved");
    });

  exportPng = (): Promise<void> =>
    this.ask(async () => download(await drawPng(this.canvas, this.picture, this.handling), "network.png"));

  exportGexf = (): Promise<void> =>
    this.ask(async () => {
      const url = this.room.url("gexf");
      // What is hidden or filtered out on the screen does not leave either.
      const shown = this.shown().filter(({ id }) => this.picture.node(id)?.visible);
      if (url) download(await postForFile(url, { shown }, this.room.csrf), "network.gexf");
    });
}
