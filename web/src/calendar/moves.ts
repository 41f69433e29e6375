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

/** What the server did: `undo` is the address a POST to which takes it back, `why` a refusal. */
export interface Answer {
  kept: boolean;
  undo?: string | undefined;
  why?: string | undefined;
}

/** POST of an event's new bounds. */
export async function send(url: string, fields: Bounds): Promise<Answer> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set("csrfmiddlewaretoken", csrfToken());
  const headers = { "X-CSRFToken": csrfToken(), Accept: "application/json" };
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(url, { method: "POST", body, headers, signal }).catch(() => null);
  if (!answer) return { kept: false };
  const said = (await answer.json().catch(() => ({}))) as { undo?: string; detail?: string };
  return { kept: answer.ok, undo: said.undo, why: said.detail };
}

/** Says what moved; its undo carries where the event stood, so that the grid shows it at once. */
export function sayMoved(event: CalendarEvent, before: Bounds, url: string, undo = url): void {
  const when = `${longDay(event.from.day, false)}, ${hours(event)}`;
  toast({ text: words.moved(event.title, when), undo: { url: undo, fields: { ...before } } });
}

export function sayFailed(event: CalendarEvent, why = ""): void {
  toast({ text: why || words.moveFailed(event.title), tone: "danger" });
}
