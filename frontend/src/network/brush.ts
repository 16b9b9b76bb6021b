// Links over time, with two handles that restrict list and picture. Time runs left to right in every script.
import { type Step, spoken, stepsOf } from "./months";
import type { Picture } from "./picture";
import type { Room } from "./room";
import { say } from "./texts";

const svgNames = "http://www.w3.org/2000/svg";
const size = { height: 64, bars: 46, side: 8, narrowest: 240 };

function shape(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(svgNames, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

export class Brush {
  private steps: Step[] = [];
  private from = 0;
  private to = 0;
  private loaded = -1;
  private width = 800;
  private svg: SVGElement | null = null;

  constructor(
    private readonly room: Room,
    private readonly picture: Picture,
    private readonly chart: HTMLElement,
  ) {
    picture.watch((change) => {
      if (change === "content" && picture.graph.size !== this.loaded) this.rebuild();
    });
    for (const clear of room.buttons('data-network-act="clear-time"')) {
      clear.addEventListener("click", () => this.set(0, this.steps.length - 1));
    }
    chart.addEventListener("keydown", (event) => this.key(event));
    chart.addEventListener("pointerdown", (event) => this.drag(event));
    new ResizeObserver(() => this.measure()).observe(chart);
  }

  private rebuild(): void {
    const { filter, graph } = this.picture;
    this.loaded = graph.size;
    const spans: [string, string][] = [];
    graph.forEachEdge((_, { row }) => {
      const first = row.starts || row.ends;
      if (first && /^\d{4}/.test(first)) spans.push([first, row.ends || first]);
    });
    this.steps = stepsOf(spans);
    const last = Math.max(0, this.steps.length - 1);
    const starts = filter.starts;
    const ends = filter.ends;
    this.from = starts
      ? Math.max(
          0,
          this.steps.findIndex((step) => step.last >= starts),
        )
      : 0;
    const end = ends ? this.steps.findLastIndex((step) => step.first <= ends) : last;
    this.to = end < 0 ? last : end;
    const box = this.room.part("brush");
    if (box) box.hidden = this.steps.length < 2;
    this.draw();
  }

  /** Drawn pixel for pixel: a stretched drawing would have unreadable years on a phone. */
  private measure(): void {
    const width = Math.max(size.narrowest, Math.round(this.chart.clientWidth));
    if (width === this.width) return;
    this.width = width;
    this.draw();
  }

  private x(step: number): number {
    return size.side + (step * (this.width - 2 * size.side)) / Math.max(1, this.steps.length);
  }

  private draw(): void {
    const focused = this.chart.querySelector(":focus")?.getAttribute("data-handle");
    const svg = shape("svg", { viewBox: `0 0 ${this.width} ${size.height}`, class: "j-brush-chart" });
    const highest = Math.max(1, ...this.steps.map((step) => step.count));
    const left = this.x(this.from);
    const right = this.x(this.to + 1);
    svg.append(shape("rect", { class: "wash", x: left, y: 0, width: right - left, height: size.bars }));
    this.steps.forEach((step, place) => {
      const height = (step.count / highest) * (size.bars - 6);
      const inside = place >= this.from && place <= this.to;
      const width = Math.max(1, this.x(1) - this.x(0) - 1.5);
      const at = { x: this.x(place), y: size.bars - height, width, height };
      svg.append(shape("rect", { class: inside ? "bar in" : "bar", ...at }));
    });
    const ground = { x1: this.x(0), x2: this.x(this.steps.length), y1: size.bars, y2: size.bars };
    svg.append(shape("line", { class: "ground", ...ground }));
    this.drawYears(svg);
    svg.append(this.handle("from", left, this.from), this.handle("to", right, this.to));
    this.svg?.remove();
    this.svg = svg;
    this.chart.append(svg);
    if (focused) this.chart.querySelector<SVGElement>(`[data-handle="${focused}"]`)?.focus();
    this.write();
  }

  private drawYears(svg: SVGElement): void {
    let free = -Infinity;
    this.steps.forEach((step, place) => {
      const newYear = place === 0 || step.first.slice(0, 4) !== this.steps[place - 1]?.first.slice(0, 4);
      if (!newYear || this.x(place) < free || this.x(place) > this.width - 30) return;
      free = this.x(place) + 44;
      const text = shape("text", { x: this.x(place), y: size.height - 4 });
      text.textContent = step.first.slice(0, 4);
      svg.append(text);
    });
  }

  private handle(which: "from" | "to", x: number, value: number): SVGElement {
    const group = shape("g", {
      class: "handle",
      "data-handle": which,
      role: "slider",
      tabindex: 0,
      "aria-label": say(which),
      "aria-orientation": "horizontal",
      "aria-valuemin": 0,
      "aria-valuemax": this.steps.length - 1,
      "aria-valuenow": value,
      "aria-valuetext": this.spokenStep(which),
    });
    group.append(
      shape("rect", { class: "grip", x: x - 12, y: 0, width: 24, height: size.bars }),
      shape("line", { x1: x, x2: x, y1: 0, y2: size.bars }),
      shape("rect", { class: "knob", x: x - 3.5, y: size.bars / 2 - 9, width: 7, height: 18, rx: 2 }),
    );
    return group;
  }

  private spokenStep(which: "from" | "to"): string {
    const step = this.steps[which === "from" ? this.from : this.to];
    return step ? spoken(which === "from" ? step.first : step.last) : "";
  }

  private write(): void {
    const text = this.room.part("brush-text");
    if (!text) return;
    const all = this.from === 0 && this.to === this.steps.length - 1;
    const period = say("period", { from: this.spokenStep("from"), to: this.spokenStep("to") });
    const { undated } = this.picture.counts();
    text.textContent = all ? say("any_time") : `${period}. ${say("undated", { count: undated })}`;
  }

  private set(from: number, to: number): void {
    const last = this.steps.length - 1;
    this.from = Math.max(0, Math.min(from, last));
    this.to = Math.max(this.from, Math.min(to, last));
    const { filter } = this.picture;
    filter.starts = this.from === 0 ? null : (this.steps[this.from]?.first ?? null);
    filter.ends = this.to === last ? null : (this.steps[this.to]?.last ?? null);
    this.picture.changed("content");
    this.draw();
  }

  private moveHandle(which: string, step: number): void {
    if (which === "from") this.set(Math.min(step, this.to), this.to);
    else this.set(this.from, Math.max(step, this.from));
  }

  private key(event: KeyboardEvent): void {
    const which = (event.target as Element).closest("[data-handle]")?.getAttribute("data-handle");
    if (!which) return;
    const now = which === "from" ? this.from : this.to;
    const last = this.steps.length - 1;
    const goals: Record<string, number> = {
      ArrowLeft: now - 1,
      ArrowDown: now - 1,
      ArrowRight: now + 1,
      ArrowUp: now + 1,
      PageDown: now - 6,
      PageUp: now + 6,
      Home: 0,
      End: last,
    };
    const goal = goals[event.key];
    if (goal === undefined) return;
    event.preventDefault();
    this.moveHandle(which, goal);
  }

  private drag(event: PointerEvent): void {
    const handle = (event.target as Element).closest<SVGElement>("[data-handle]");
    const which = handle?.getAttribute("data-handle");
    if (!which) return;
    event.preventDefault();
    handle?.focus();
    const move = (at: PointerEvent) => {
      const box = this.chart.getBoundingClientRect();
      const x = ((at.clientX - box.left) / box.width) * this.width - size.side;
      const step = Math.round((x / (this.width - 2 * size.side)) * this.steps.length);
      const goal = which === "from" ? step : step - 1;
      if (goal !== (which === "from" ? this.from : this.to)) this.moveHandle(which, goal);
    };
    const stop = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", stop);
      removeEventListener("pointercancel", stop);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", stop);
    addEventListener("pointercancel", stop);
  }
}
