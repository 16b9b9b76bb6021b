// What the server sends; written down for its side in docs/developers/network-data.md.

export interface NodeRow {
  id: string;
  kind: string;
  caption: string;
  lang?: string;
  roman?: string;
  schema?: string;
  owners: string[];
  starts?: string | null;
  ends?: string | null;
  x: number;
  y: number;
  /** All links of this node the viewer may see, drawn or not. */
  total: number;
  protected?: boolean;
}

export interface LinkRow {
  id: string;
  source: string;
  target: string;
  label: string;
  schema?: string;
  owner?: string;
  starts?: string | null;
  ends?: string | null;
  grade?: string;
  weak?: boolean;
}

export interface Handling {
  /** official, restricted or confidential: chooses the colour. */
  marking: string;
  /** The banner as one line of plain text; it is drawn on every exported picture. */
  text: string;
}

export interface PictureData {
  handling?: Handling;
  centre?: string | null;
  nodes: NodeRow[];
  links: LinkRow[];
  cut?: { nodes_shown: number; nodes_total: number; links_shown: number; links_total: number };
  /** Ids of nodes whose place was saved. */
  pinned?: string[];
  /** Translated sentences by the keys of texts.ts. */
  texts?: Record<string, string>;
}

export interface PathData extends PictureData {
  found: boolean;
}
