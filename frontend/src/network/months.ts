// Calendar steps for the time brush: months, quarters or years, whichever gives a readable number of bars.

export interface Step {
  /** First and last month, "2025-04". */
  first: string;
  last: string;
  count: number;
}

const mostBars = 120;
const widths = [1, 3, 12, 60];

function monthNumber(date: string, latest: boolean): number {
  const year = Number(date.slice(0, 4));
  const month = date.length >= 7 ? Number(date.slice(5, 7)) : latest ? 12 : 1;
  return year * 12 + month - 1;
}

function monthText(number: number): string {
  const year = String(Math.floor(number / 12)).padStart(4, "0");
  return `${year}-${String((number % 12) + 1).padStart(2, "0")}`;
}

/** Bars for links that last from the first to the second date. */
export function stepsOf(spans: [string, string][]): Step[] {
  if (spans.length === 0) return [];
  const ranges = spans.map(([first, last]) => [monthNumber(first, false), monthNumber(last, true)] as const);
  let low = Infinity;
  let high = -Infinity;
  for (const [first, last] of ranges) {
    low = Math.min(low, first);
    high = Math.max(high, last);
  }
  const wide = widths.find((width) => (high - low) / width < mostBars) ?? Math.ceil((high - low) / mostBars);
  const start = low - (low % wide);
  const steps: Step[] = [];
  for (let month = start; month <= high; month += wide) {
    steps.push({ first: monthText(month), last: monthText(month + wide - 1), count: 0 });
  }
  for (const [first, last] of ranges) {
    // What is known to the year only counts once, where it may begin; else it would weigh twelvefold.
    const place = steps[Math.floor((first - start) / wide)];
    if (place && last >= first) place.count += 1;
  }
  return steps;
}

export function spoken(month: string): string {
  const form = new Intl.DateTimeFormat(document.documentElement.lang || "en", {
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  return form.format(new Date(`${month}-01T00:00:00Z`));
}
