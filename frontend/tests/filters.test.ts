// The same cases as src/jaring/engines/graph/tests/test_filtering.py: both sides must narrow alike.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openFilter, touchesPeriod, weakness } from "../src/network/filters";

test("it compares dates at the coarser precision", () => {
  const filter = { ...openFilter(), starts: "2025-06", ends: "2025-07" };
  const cases: [string | null, string | null, boolean][] = [
    [null, null, true],
    ["2025", null, true],
    ["2025-06-30", null, true],
    [null, "2025-07-01", true],
    ["2020", "2030", true],
    ["2025-08", null, false],
    ["2024", "2025-05-31", false],
    ["2024", null, false],
  ];
  for (const [starts, ends, inside] of cases) assert.equal(touchesPeriod(filter, starts, ends), inside);
});

test("it ranks grades from A1 to X4 and the ungraded last", () => {
  assert.deepEqual(["A1", "B2", "C3", "X4", "", "?", undefined].map(weakness), [0, 2, 4, 6, 7, 7, 7]);
});
