// The moving surface: sigma draws links, finds what is under the pointer and keeps the camera; painter.ts does the rest.
import type { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { Glyphs } from "./glyphs";
import { drawnByHand, Painter, strokeOf } from "./painter";
import type { LinkView, NodeView, Picture } from "./picture";
import type { Projection } from "./projection";
import { onThemeChange, readTheme, type Theme } from "./theme";

const layer = "signs";
const margin = { side: 64, top: 40, bottom: 62 };
/** A few entities are not blown up to fill the screen. */
const largestScale = 1.15;
const easing = 260;

export function canDraw(): boolean {
  const probe = document.createElement("canvas");
  return Boolean(probe.getContext("webgl2") ?? probe.getContext("webgl"));
}

export class Canvas {
  readonly sigma: Sigma<NodeView, LinkView>;
  private theme: Theme;
  private glyphs: Glyphs;
  private readonly still = matchMedia("(prefers-reduced-motion: reduce)");

  constructor(
    private readonly stage: HTMLElement,
    private readonly picture: Picture,
  ) {
    this.theme = readTheme(stage);
    this.glyphs = new Glyphs(this.theme, devicePixelRatio || 1);
    this.sigma = this.start(picture.graph);
    this.sigma.createCanvasContext(layer, { afterLayer: "nodes" } as { style?: undefined });
    this.sigma.resize(true);
    this.sigma.on("afterRender", () => this.paint());
    this.sigma.on("resize", () => {
      this.glyphs = new Glyphs(this.theme, devicePixelRatio || 1);
    });
    picture.watch(() => this.sigma.scheduleRefresh());
    onThemeChange(() => this.readThemeAgain());
    this.holdFrame();
    this.fit(false);
  }

  private start(graph: MultiDirectedGraph<NodeView, LinkView>): Sigma<NodeView, LinkView> {
    return new Sigma(graph, this.stage, {
      renderLabels: false,
      defaultDrawNodeHover: () => {},
      itemSizesReference: "screen",
      zoomToSizeRatioFunction: () => 1,
      minEdgeThickness: 0.8,
      stagePadding: 0,
      minCameraRatio: 0.01,
      maxCameraRatio: 20,
      nodeReducer: (_, view) => ({
        x: view.x,
        y: view.y,
        hidden: !view.visible,
        // Not seen, for the sign is painted over it: sigma needs it to find what is under the pointer.
        size: view.major ? 16 : 8,
        color: "rgba(0, 0, 0, 0)",
      }),
      edgeReducer: (id, link) => {
        const stroke = strokeOf(this.picture, this.theme, id);
        return {
          hidden: !link.visible || drawnByHand(this.picture),
          color: stroke.colour,
          size: stroke.width,
        };
      },
    });
  }

  scale(): number {
    return this.projection().scale;
  }

  projection(): Projection {
    const { width, height } = this.sigma.getDimensions();
    const zero = this.sigma.graphToViewport({ x: 0, y: 0 });
    const one = this.sigma.graphToViewport({ x: 1000, y: 1000 });
    const scale = (one.x - zero.x) / 1000;
    const rise = (one.y - zero.y) / 1000;
    return { width, height, scale, toSurface: (x, y) => ({ x: zero.x + x * scale, y: zero.y + y * rise }) };
  }

  painter(): Painter {
    return new Painter(this.picture, this.theme, this.glyphs);
  }

  colours(): Theme {
    return this.theme;
  }

  private paint(): void {
    const surface = this.projection();
    const ctx = this.sigma.getCanvases()[layer]?.getContext("2d");
    if (!ctx) return;
    ctx.clearRect(0, 0, surface.width, surface.height);
    this.painter().paint(ctx, surface, "few");
  }

  private readThemeAgain(): void {
    this.theme = readTheme(this.stage);
    this.glyphs = new Glyphs(this.theme, devicePixelRatio || 1);
    this.sigma.refresh();
  }

  /** sigma would rescale everything whenever a node comes or goes; the frame of the first picture stays instead. */
  private holdFrame(): void {
    const box = this.extent();
    this.sigma.setCustomBBox({ x: [box.left, box.right], y: [box.bottom, box.top] });
    this.sigma.refresh();
  }

  private extent(): { left: number; right: number; top: number; bottom: number } {
    let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
    this.picture.graph.forEachNode((_, view) => {
      if (!view.visible) return;
      left = Math.min(left, view.x);
      right = Math.max(right, view.x);
      bottom = Math.min(bottom, view.y);
      top = Math.max(top, view.y);
    });
    if (left > right) return { left: -1, right: 1, top: 1, bottom: -1 };
    return { left: left - 1, right: right + 1, top: top + 1, bottom: bottom - 1 };
  }

  fit(eased = true): void {
    const box = this.extent();
    const { width, height } = this.sigma.getDimensions();
    const across = Math.max(50, width - 2 * margin.side) / (box.right - box.left);
    const up = Math.max(50, height - margin.top - margin.bottom) / (box.top - box.bottom);
    const scale = Math.min(across, up, largestScale);
    const shift = (margin.bottom - margin.top) / 2 / scale;
    this.look((box.left + box.right) / 2, (box.top + box.bottom) / 2 - shift, scale, eased);
  }

  centreOn(id: string): void {
    const view = this.picture.node(id);
    if (view) this.look(view.x, view.y, this.scale(), true);
  }

  /** Brings a node into sight without moving when it is there already. */
  reveal(id: string): void {
    const view = this.picture.node(id);
    if (!view) return;
    const at = this.sigma.graphToViewport(view);
    const { width, height } = this.sigma.getDimensions();
    if (at.x < 24 || at.y < 24 || at.x > width - 24 || at.y > height - 24) this.centreOn(id);
  }

  zoom(factor: number): void {
    const camera = this.sigma.getCamera();
    this.move({ ratio: camera.getBoundedRatio(camera.ratio / factor) }, true);
  }

  private look(x: number, y: number, scale: number, eased: boolean): void {
    const framed = this.sigma.viewportToFramedGraph(this.sigma.graphToViewport({ x, y }));
    const ratio = (this.sigma.getCamera().ratio * this.scale()) / scale;
    this.move({ x: framed.x, y: framed.y, ratio }, eased);
  }

  private move(state: { x?: number; y?: number; ratio?: number }, eased: boolean): void {
    const camera = this.sigma.getCamera();
    if (eased && !this.still.matches) void camera.animate(state, { duration: easing });
    else camera.setState(state);
  }
}
