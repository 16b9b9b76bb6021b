// The icon and the outline of every type, those of jaring.ui.icons: circle is who, square is what, diamond is where.

import exchange from "@tabler/icons/outline/arrows-exchange-2.svg";
import building from "@tabler/icons/outline/building.svg";
import warehouse from "@tabler/icons/outline/building-warehouse.svg";
import calendar from "@tabler/icons/outline/calendar-event.svg";
import car from "@tabler/icons/outline/car.svg";
import dot from "@tabler/icons/outline/circle-dot.svg";
import card from "@tabler/icons/outline/credit-card.svg";
import home from "@tabler/icons/outline/home-2.svg";
import badge from "@tabler/icons/outline/id-badge-2.svg";
import pin from "@tabler/icons/outline/map-pin.svg";
import phone from "@tabler/icons/outline/phone.svg";
import ship from "@tabler/icons/outline/ship.svg";
import star from "@tabler/icons/outline/topology-star-3.svg";
import user from "@tabler/icons/outline/user.svg";
import shield from "@tabler/icons/outline/user-shield.svg";

export type Shape = "who" | "what" | "where";

interface Look {
  shape: Shape;
  path: string;
}

function drawn(shape: Shape, svg: string): Look {
  const strokes = [...svg.matchAll(/<path d="([^"]+)"/g)].map((match) => match[1]);
  return { shape, path: strokes.join(" ") };
}

const looks: Record<string, Look> = {
  person: drawn("who", user),
  protected: drawn("who", shield),
  organisation: drawn("what", building),
  syndicate: drawn("what", star),
  vessel: drawn("what", ship),
  vehicle: drawn("what", car),
  phone: drawn("what", phone),
  account: drawn("what", card),
  document: drawn("what", badge),
  event: drawn("what", calendar),
  link: drawn("what", exchange),
  place: drawn("where", pin),
  venue: drawn("where", warehouse),
  address: drawn("where", home),
};
const other = drawn("what", dot);

export function lookOf(kind: string): Look {
  return looks[kind] ?? other;
}

export function iconElement(kind: string): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [name, value] of Object.entries({
    class: "icon",
    viewBox: "0 0 24 24",
    fill: "none",
    stroke: "currentColor",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
    "aria-hidden": "true",
  })) {
    svg.setAttribute(name, value);
  }
  path.setAttribute("d", lookOf(kind).path);
  svg.append(path);
  return svg;
}
