// Brings a network page to life: <section data-network data-source="…"> and the parts around it.
import { Acts } from "./acts";
import { Brush } from "./brush";
import { Canvas, canDraw } from "./canvas";
import type { PictureData } from "./contract";
import { getJson, Refused } from "./fetching";
import { listenToKeys } from "./keyboard";
import { keepList } from "./list";
import { keepPanel } from "./panel";
import { Picture } from "./picture";
import { listenToPointer } from "./pointer";
import { Room } from "./room";
import { keepStatus } from "./status";
import { say, useTexts } from "./texts";
import { listenToToggles } from "./toggles";

function sorry(stage: HTMLElement, text: string): void {
  const sentence = document.createElement("p");
  sentence.className = "j-network-sorry";
  sentence.textContent = text;
  stage.replaceChildren(sentence);
}

function listenToButtons(room: Room, picture: Picture, canvas: Canvas, acts: Acts): void {
  const onSelected = (act: (id: string) => void) => () => picture.selected !== null && act(picture.selected);
  const named: Record<string, () => unknown> = {
    "zoom-in": () => canvas.zoom(1.5),
    "zoom-out": () => canvas.zoom(1 / 1.5),
    fit: () => canvas.fit(),
    centre: onSelected((id) => canvas.centreOn(id)),
    expand: onSelected(acts.expand),
    hide: onSelected(acts.hide),
    pin: onSelected(acts.togglePin),
    undo: acts.undo,
    path: acts.path,
    save: acts.save,
    "export-png": acts.exportPng,
    "export-gexf": acts.exportGexf,
  };
  // One listener for all: the panel's buttons come and go.
  room.root.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-network-act]");
    const act = named[button?.dataset.networkAct ?? ""];
    // A link does the same without the script.
    if (act && button instanceof HTMLAnchorElement) event.preventDefault();
    act?.();
  });
}

/** Selecting from outside: a script of the page may dispatch jaring:network-choose with an id. */
function listenToPage(room: Room, picture: Picture): void {
  room.root.addEventListener("jaring:network-choose", (event) => {
    picture.select((event as CustomEvent<{ id: string | null }>).detail.id);
  });
}

function startDrawing(room: Room, stage: HTMLElement, picture: Picture, data: PictureData): void {
  const canvas = new Canvas(stage, picture);
  const acts = new Acts(room, picture, canvas, data.handling);
  listenToPointer(canvas, picture, acts);
  listenToKeys(stage, canvas, picture, acts);
  listenToButtons(room, picture, canvas, acts);
  picture.watch((change) => {
    if (change === "selection" && picture.selected !== null) canvas.reveal(picture.selected);
  });
}

async function start(section: HTMLElement): Promise<void> {
  const room = new Room(section);
  const source = room.url("source");
  const stage = room.part("stage");
  if (!source || !stage) return;
  const picture = new Picture();
  let data: PictureData;
  try {
    data = await getJson<PictureData>(source);
  } catch (problem) {
    sorry(stage, say(problem instanceof Refused ? "refused" : "failed"));
    return;
  }
  useTexts(data.texts);
  picture.centre = data.centre ?? null;
  picture.merge(data);
  listenToToggles(room, picture);
  keepList(room, picture);
  keepPanel(room, picture);
  keepStatus(room, picture);
  listenToPage(room, picture);
  const chart = room.part("brush-chart");
  if (chart) new Brush(room, picture, chart);
  picture.changed("content");
  if (data.nodes.length === 0) sorry(stage, say("empty"));
  else if (!canDraw()) sorry(stage, say("no_webgl"));
  else startDrawing(room, stage, picture, data);
  section.dataset.ready = "true";
  if (picture.centre) picture.select(picture.centre);
}

for (const section of document.querySelectorAll<HTMLElement>("section[data-network]")) void start(section);
