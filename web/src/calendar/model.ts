import { addDays, type Day } from "../dates.ts";
import { words } from "../words.ts";
import { clockText, instant, type Wall, wall } from "../zone.ts";

/** An event as the page's JSON gives it; `start` and `end` carry their offset, `end` is excluded. */
export interface RawEvent {
  id: string | number;
  title: string;
  start: string;
  end: string;
  allDay?: boolean;
  url?: string;
  org?: string;
  mark?: string;
  place?: string;
  status?: "confirmed" | "tentative" | "cancelled" | "declined";
  busyOnly?: boolean;
  editable?: boolean;
}

/** The same, on the wall clock of the zone shown. Days of all-day events run `from`..`to` excluded. */
export interface CalendarEvent {
  id: string;
  title: string;
  start: number;
  end: number;
  from: Wall;
  to: Wall;
  allDay: boolean;
  url: string;
  org: string;
  mark: string;
  place: string;
  status: "confirmed" | "tentative" | "cancelled" | "declined";
  busyOnly: boolean;
  editable: boolean;
}

const MINUTE = 60_000;
export const STEP = 15;

export function read(raw: RawEvent, zone: string): CalendarEvent {
  const allDay = raw.allDay ?? false;
  const midnight = (text: string): number => instant({ day: text.slice(0, 10), minutes: 0 }, zone);
  const start = allDay ? midnight(raw.start) : Date.parse(raw.start);
  const end = allDay ? midnight(raw.end) : Date.parse(raw.end);
  const busyOnly = raw.busyOnly ?? false;
  return {
    id: String(raw.id),
    title: raw.title || words.busy,
    start,
    end,
    from: wall(start, zone),
    to: wall(end, zone),
    allDay,
    url: raw.url ?? "",
    org: raw.org ?? "",
    mark: raw.mark ?? "",
    place: raw.place ?? "",
    status: raw.status ?? "confirmed",
    busyOnly,
    editable: (raw.editable ?? true) && !busyOnly && raw.status !== "cancelled",
  };
}

/** The event with other bounds, in milliseconds UTC. */
export function between(
  event: CalendarEvent,
  start: number,
  end: number,
  zone: string,
): CalendarEvent {
  return { ...event, start, end, from: wall(start, zone), to: wall(end, zone) };
}

/**
 * Shifted on the wall clock: a meeting moved over a change of clocks keeps its hour and length.
 * Days of an all-day event stay whole.
 */
export function shifted(
  event: CalendarEvent,
  days: number,
  minutes: number,
  zone: string,
): CalendarEvent {
  const move = (at: Wall, extra: number): number =>
    instant({ day: addDays(at.day, days), minutes: at.minutes + extra }, zone);
  if (event.allDay) return between(event, move(event.from, 0), move(event.to, 0), zone);
  const start = move(event.from, minutes);
  return between(event, start, start + (event.end - event.start), zone);
}

/** Longer or shorter by its end, never under one step. */
export function stretched(event: CalendarEvent, minutes: number, zone: string): CalendarEvent {
  if (event.allDay) return event;
  const end = Math.max(event.end + minutes * MINUTE, event.start + STEP * MINUTE);
  return between(event, event.start, end, zone);
}

/** Does the event touch this day of the wall clock? Its end is excluded. */
export function touches(event: CalendarEvent, day: Day): boolean {
  const lastDay =
    event.to.minutes === 0 && event.end > event.start ? addDays(event.to.day, -1) : event.to.day;
  return event.from.day <= day && day <= lastDay;
}

/** The part of the event that lies in this day, in minutes of the wall clock. */
export function part(event: CalendarEvent, day: Day): { start: number; end: number } {
  const start = event.from.day < day ? 0 : event.from.minutes;
  const end = event.to.day > day ? 1440 : event.to.minutes;
  return { start, end: Math.max(end, Math.min(start + STEP, 1440)) };
}

/** « 9 h – 10 h 30 » */
export function hours(event: CalendarEvent): string {
  if (event.allDay) return words.allDay;
  return `${clockText(event.from.minutes)}\u202f–\u202f${clockText(event.to.minutes)}`;
}

export function byStart(one: CalendarEvent, other: CalendarEvent): number {
  return one.start - other.start || other.end - one.end || one.id.localeCompare(other.id);
}
