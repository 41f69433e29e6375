import type { Day } from "../dates.ts";
import { type CalendarEvent, part, touches } from "./model.ts";

/** Height of an hour, in rem, when nothing asks for less; calendar.css has the same. */
export const HOUR = 3.25;
const LEAST = 2.5;
const [MORNING, EVENING] = [480, 1140];
const ABOVE = 0.25;

/** How high an hour is drawn, in rem, and the hour at the top of the picture. */
export interface Fit {
  hour: number;
  top: number;
}

/**
 * Early and late meetings are on screen without scrolling when the hours can shrink enough for it:
 * `room` is the height left for hours, in rem.
 */
export function fit(events: CalendarEvent[], days: Day[], room: number): Fit {
  const parts = days.flatMap((day) =>
    events.filter((event) => !event.allDay && touches(event, day)).map((event) => part(event, day)),
  );
  const first = Math.min(MORNING, ...parts.map(({ start }) => start));
  const last = Math.max(EVENING, ...parts.map(({ end }) => end));
  const hour = room / ((last - first) / 60 + ABOVE);
  if (hour < LEAST) return { hour: HOUR, top: MORNING / 60 - ABOVE };
  return { hour: Math.min(hour, HOUR), top: Math.max(0, first / 60 - ABOVE) };
}
