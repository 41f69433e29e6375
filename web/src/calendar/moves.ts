import { longDay } from "../dates.ts";
import { csrfToken, toast } from "../dom.ts";
import { words } from "../words.ts";
import { isoAt } from "../zone.ts";
import { type CalendarEvent, hours } from "./model.ts";

const PATIENCE = 8000;

export interface Bounds {
  id: string;
  start: string;
  end: string;
}

export function bounds(event: CalendarEvent, zone: string): Bounds {
  if (event.allDay) return { id: event.id, start: event.from.day, end: event.to.day };
  return { id: event.id, start: isoAt(event.start, zone), end: isoAt(event.end, zone) };
}

/** POST of an event's new bounds; false when the server did not keep them. */
export async function send(url: string, fields: Bounds): Promise<boolean> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set("csrfmiddlewaretoken", csrfToken());
  const headers = { "X-CSRFToken": csrfToken(), "HX-Request": "true" };
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(url, { method: "POST", body, headers, signal }).catch(() => null);
  return answer?.ok ?? false;
}

export function sayMoved(event: CalendarEvent, before: Bounds, url: string): void {
  const when = `${longDay(event.from.day, false)}, ${hours(event)}`;
  toast({ text: words.moved(event.title, when), undo: { url, fields: { ...before } } });
}

export function sayFailed(event: CalendarEvent): void {
  toast({ text: words.moveFailed(event.title), tone: "danger" });
}
