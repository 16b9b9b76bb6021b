import assert from "node:assert/strict";
import { test } from "node:test";
import { stepsOf } from "../src/network/months";

test("it makes a bar for each month, counting each link once", () => {
  const steps = stepsOf([
    ["2025-11-03", "2026-01-20"],
    ["2026-01", "2026-01"],
  ]);

  assert.deepEqual(
    steps.map((step) => [step.first, step.count]),
    [
      ["2025-11", 1],
      ["2025-12", 0],
      ["2026-01", 1],
    ],
  );
});

test("it takes wider steps for a long time", () => {
  const steps = stepsOf([
    ["1950", "1950"],
    ["2026-05", "2026-05"],
  ]);

  assert.equal(steps[0]?.first, "1950-01");
  assert.equal(steps[0]?.last, "1950-12");
  assert.equal(steps.length, 77);
});

test("it makes no bars of nothing", () => {
  assert.deepEqual(stepsOf([]), []);
});
