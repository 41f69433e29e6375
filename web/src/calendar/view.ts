import { type Day, longDay } from "../dates.ts";
import { h, icon } from "../dom.ts";
import { words } from "../words.ts";
import { type CalendarEvent, hours } from "./model.ts";

/** What a picture of the agenda needs to know. */
export interface Scene {
  events: CalendarEvent[];
  days: Day[];
  shown: Day;
  today: Day;
  movable: boolean;
  hour: number;
  dayUrl: (day: Day) => string;
}

/** A point of the picture in the agenda's own terms; a month knows no minutes. */
export interface Point {
  day: Day;
  minutes: number;
}

export interface Board {
  root: HTMLElement;
  timed: boolean;
  locate(x: number, y: number): Point | null;
  ghost(day: Day, start: number, end: number, label: string, org: string): void;
  clear(): void;
}

export function vary(element: HTMLElement, values: Record<string, number>): void {
  for (const [name, value] of Object.entries(values)) {
    element.style.setProperty(`--${name}`, String(value));
  }
}

/** For screen readers only. */
export const aside = (text: string): HTMLElement => h("span", { class: "visually-hidden" }, text);

/** One event as a link to its page, or a plain block when only « occupé » may be seen. */
export function block(event: CalendarEvent, scene: Scene): HTMLElement {
  const movable = scene.movable && event.editable;
  const attributes = {
    class: `cal-event org-${event.org}`,
    "data-id": event.id,
    "data-status": event.status,
    "data-busy": event.busyOnly,
    "data-movable": movable && !event.allDay,
    "aria-describedby": movable ? "cal-aide" : null,
    draggable: "false",
  };
  const day = longDay(event.from.day, false);
  const element = event.url
    ? h("a", { ...attributes, href: event.url })
    : h("div", { ...attributes, role: "group", tabindex: 0, "aria-label": event.title });
  const title = h("span", { class: "cal-title" }, event.title);
  if (event.busyOnly) title.prepend(icon("lock"));
  if (event.mark) element.append(h("span", { class: "cal-mark" }, event.mark));
  element.append(title, aside(`, ${day}, `), h("span", { class: "cal-when" }, hours(event)));
  if (event.place) element.append(h("span", { class: "cal-place" }, event.place));
  if (event.status !== "confirmed") element.append(aside(`, ${words[event.status]}`));
  return element;
}
