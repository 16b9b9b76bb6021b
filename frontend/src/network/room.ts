// The page around the picture: the script finds its parts by data attributes and works without any of them.
import { say, type TextKey } from "./texts";

export class Room {
  readonly root: HTMLElement;

  constructor(readonly section: HTMLElement) {
    this.root = section.closest<HTMLElement>("[data-network-room]") ?? document.body;
  }

  url(name: "source" | "expand" | "path" | "save" | "gexf" | "panel" | "entity", id = ""): string | null {
    return this.section.dataset[name]?.replace("__id__", encodeURIComponent(id)) ?? null;
  }

  get csrf(): string {
    return this.section.dataset.csrf ?? "";
  }

  part(name: string): HTMLElement | null {
    return this.root.querySelector<HTMLElement>(`[data-network-${name}]`);
  }

  buttons(attribute: string): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(`[${attribute}]`)];
  }

  /** For screen readers: said once, politely. */
  announce(key: TextKey, values: Record<string, string | number> = {}): void {
    this.announceText(say(key, values));
  }

  announceText(text: string): void {
    const live = this.part("live");
    if (live) live.textContent = text;
  }

  /** For everybody: stands under the heading until something else is to be said. */
  notice(key: TextKey, values: Record<string, string | number> = {}): void {
    const place = this.part("notice") ?? this.part("live");
    if (place) place.textContent = say(key, values);
  }

  clearNotice(): void {
    this.part("notice")?.replaceChildren();
  }

  emit(name: "select" | "change", detail: unknown): void {
    this.section.dispatchEvent(new CustomEvent(`jaring:network-${name}`, { bubbles: true, detail }));
  }
}
