import { h, icon, iconButton } from "../dom.ts";
import { words } from "../words.ts";

export interface Suggestion {
  value: string | number;
  label: string;
  detail?: string;
  org?: string;
  mark?: string;
}

/** What `url?q=…` answers: `{"results": [...]}`. */
export async function suggestions(
  url: string,
  q: string,
  signal: AbortSignal,
): Promise<Suggestion[]> {
  const asked = new URL(url, location.href);
  asked.searchParams.set("q", q);
  const response = await fetch(asked, { signal, headers: { Accept: "application/json" } });
  return ((await response.json()) as { results: Suggestion[] }).results;
}

export function nothing(): HTMLElement {
  const state = { class: "option", role: "option", "aria-disabled": "true", "data-plain": true };
  return h("div", state, words.results(0));
}

function text(one: Suggestion): HTMLSpanElement {
  const label = h("span", {}, h("span", { "data-label": true }, one.label));
  if (one.detail) label.append(" ", h("small", {}, one.detail));
  return label;
}

export function option(one: Suggestion, id: string, index: number): HTMLElement {
  const attributes = {
    id,
    role: "option",
    class: `option org-${one.org ?? ""}`,
    "data-index": index,
  };
  const line = h("div", { ...attributes, "data-plain": !one.org }, text(one));
  if (one.mark) line.append(h("span", { class: "mark" }, one.mark));
  return line;
}

export function chip(one: Suggestion, name: string): HTMLElement {
  const hidden = h("input", { type: "hidden", name, value: one.value });
  const cross = iconButton("x", words.remove(one.label));
  cross.className = "chip-remove";
  cross.replaceChildren(icon("x"));
  return h("span", { class: `chip org-${one.org ?? ""}` }, hidden, text(one), cross);
}
