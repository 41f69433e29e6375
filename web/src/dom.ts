type Attributes = Record<string, string | number | boolean | null | undefined>;

function fill(element: Element, attributes: Attributes, children: (Node | string)[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
}

/** An HTML element from its tag, attributes and children; false and null leave an attribute out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  fill(element, attributes, children);
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** An icon of the sprite; the page says where the sprite is in `<html data-icons>`. */
export function icon(name: string): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${document.documentElement.dataset.icons ?? ""}#${name}`);
  fill(
    svg,
    {
      class: "icon",
      width: 20,
      height: 20,
      fill: "none",
      stroke: "currentColor",
      "stroke-width": 2,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
      "aria-hidden": "true",
    },
    [use],
  );
  return svg;
}

export function iconButton(name: string, label: string): HTMLButtonElement {
  return h("button", { type: "button", class: "icon-button", "aria-label": label }, icon(name));
}

export function csrfToken(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
}

/** The IANA zone the page shows its hours in, whatever the browser's own. */
export function pageZone(): string {
  return document.documentElement.dataset.zone ?? "Europe/Paris";
}

/** Say something to screen readers without moving the focus. */
export function announce(text: string): void {
  const region = document.getElementById("annonces");
  if (!region) return;
  region.textContent = "";
  // A region that does not change is not read again.
  setTimeout(() => {
    region.textContent = text;
  }, 50);
}

export interface Toast {
  text: string;
  tone?: "done" | "danger";
  undo?: { url: string; label?: string; fields?: Record<string, string> };
}

export function toast(detail: Toast): void {
  document.body.dispatchEvent(new CustomEvent("toast", { detail, bubbles: true }));
}

export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}

let count = 0;
export const uid = (prefix: string): string => `${prefix}-${++count}`;
