// Every sentence the script can say. The server may send translations of any of them in `texts`.

const english = {
  showing: "Showing {shown} of {total} links you may see.",
  filtered: "{hidden} more are loaded but filtered out or hidden.",
  undated: "Links without a date stay ({count}).",
  selected: "{name}, {kind}. {owners}. {shown} of {total} links shown.",
  deselected: "Nothing selected.",
  expanding: "Loading what is linked to {name}.",
  expanded: "{nodes} entities and {links} links added around {name}.",
  nothing_more: "Nothing more to show around {name}.",
  hidden: "{name} hidden. Undo brings it back.",
  pinned: "{name} keeps its place.",
  unpinned: "{name} may move again.",
  undone: "Taken back.",
  nothing_to_undo: "Nothing to take back.",
  path_pick: "Now select the second entity.",
  path_first: "Select an entity first.",
  path_found: "{links} links lead from {a} to {b}.",
  path_none: "No chain of links you may see leads from {a} to {b}.",
  saved: "Layout saved.",
  failed: "The server did not answer. Try again.",
  refused: "This is no longer available to you. Reload the page.",
  no_webgl:
    "This browser cannot draw the picture (WebGL is off). The list beside it holds the same entities.",
  empty: "There is nothing to draw here that you may see.",
  from: "From",
  to: "To",
  period: "{from} to {to} restricts list, picture and panel",
  any_time: "All dates",
};

export type TextKey = keyof typeof english;

const texts: Record<string, string> = { ...english };

export function useTexts(translated: Record<string, string> | undefined): void {
  Object.assign(texts, translated);
}

export function say(key: TextKey, values: Record<string, string | number> = {}): string {
  const number = new Intl.NumberFormat(document.documentElement.lang || "en");
  return (texts[key] ?? english[key]).replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? number.format(value) : value;
  });
}
