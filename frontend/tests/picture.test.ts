import assert from "node:assert/strict";
import { test } from "node:test";
import type { LinkRow, NodeRow } from "../src/network/contract";
import { Picture } from "../src/network/picture";

function node(id: string, kind = "person", owners = ["IDN"], total = 0): NodeRow {
  return { id, kind, caption: id, owners, x: 0, y: 0, total };
}

function link(id: string, source: string, target: string, more: Partial<LinkRow> = {}): LinkRow {
  return { id, source, target, label: "", ...more };
}

function loaded(): Picture {
  const picture = new Picture();
  const nodes = [
    node("a", "person", ["IDN"], 5),
    node("b", "phone"),
    node("c", "vessel", ["THA"]),
    node("d"),
  ];
  const links = [
    link("call", "a", "b", { starts: "2025-03", owner: "IDN" }),
    link("crew", "a", "c", { starts: "2024", ends: "2024-11-30", owner: "THA" }),
  ];
  picture.merge({ nodes, links, cut: { nodes_shown: 4, nodes_total: 9, links_shown: 2, links_total: 12 } });
  picture.changed("content");
  return picture;
}

test("it drops a type with its links and keeps the other ends", () => {
  const picture = loaded();
  picture.filter.kindsOff.add("phone");
  picture.changed("content");

  assert.deepEqual(picture.visibleNodes(), ["a", "c", "d"]);
  assert.equal(picture.counts().shown, 1);
});

test("it drops entities whose only links are of another time", () => {
  const picture = loaded();
  picture.filter.starts = "2025-01";
  picture.changed("content");

  assert.deepEqual(picture.visibleNodes(), ["a", "b", "d"]);
});

test("it counts what is not loaded and says the total", () => {
  const picture = loaded();

  assert.equal(picture.notLoaded("a"), 3);
  assert.deepEqual(picture.counts(), { shown: 2, total: 12, loaded: 2, undated: 0 });
});

test("it merges only what is new and takes it out again", () => {
  const picture = loaded();
  const more = { nodes: [node("a"), node("e")], links: [link("new", "a", "e"), link("call", "a", "b")] };
  const added = picture.merge(more);
  assert.deepEqual(added, { nodes: ["e"], links: ["new"] });

  picture.select("e");
  picture.remove(added);

  assert.equal(picture.selected, null);
  assert.equal(picture.graph.order, 4);
});

test("it ignores links into nowhere", () => {
  assert.deepEqual(new Picture().merge({ nodes: [node("a")], links: [link("x", "a", "gone")] }).links, []);
});
