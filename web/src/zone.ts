import { addDays, type Day, daysBetween } from "./dates.ts";

/** A moment as a wall clock shows it: the day, and the minutes since its midnight. */
export interface Wall {
  day: Day;
  minutes: number;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clock(zone: string): Intl.DateTimeFormat {
  let format = clocks.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      calendar: "gregory",
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
    clocks.set(zone, format);
  }
  return format;
}

/** What the clocks of `zone` show at this instant (milliseconds UTC). */
export function wall(instant: number, zone: string): Wall {
  const parts: Record<string, string> = {};
  for (const part of clock(zone).formatToParts(instant)) parts[part.type] = part.value;
  return {
    day: `${parts.year?.padStart(4, "0")}-${parts.month}-${parts.day}`,
    minutes: Number(parts.hour) * 60 + Number(parts.minute),
  };
}

const asUtc = ({ day, minutes }: Wall): number =>
  new Date(`${day}T00:00:00Z`).getTime() + minutes * 60_000;

/** How far ahead of UTC the clocks of `zone` are at this instant, in milliseconds. */
function offset(instant: number, zone: string): number {
  return asUtc(wall(instant, zone)) - Math.floor(instant / 60_000) * 60_000;
}

/**
 * The instant (milliseconds UTC) at which the clocks of `zone` show this. An hour that spring
 * skips becomes the one after; of an hour that autumn repeats, the first.
 */
export function instant(at: Wall, zone: string): number {
  const shift = Math.floor(at.minutes / 1440);
  const wanted = asUtc({ day: addDays(at.day, shift), minutes: at.minutes - shift * 1440 });
  const before = wanted - offset(wanted - 12 * 3_600_000, zone);
  const after = wanted - offset(wanted + 12 * 3_600_000, zone);
  if (offset(before, zone) === wanted - before) return before;
  if (offset(after, zone) === wanted - after) return after;
  return before;
}

/** « 2021-03-12T14:30+01:00 » */
export function isoAt(moment: number, zone: string): string {
  const { day, minutes } = wall(moment, zone);
  const ahead = Math.round(offset(moment, zone) / 60_000);
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const size = Math.abs(ahead);
  const sign = ahead < 0 ? "-" : "+";
  return `${day}T${two(minutes / 60)}:${two(minutes % 60)}${sign}${two(size / 60)}:${two(size % 60)}`;
}

export function today(zone: string, now = Date.now()): Day {
  return wall(now, zone).day;
}

/** Minutes on the wall clock between two moments, across days. */
export function wallMinutes(from: Wall, to: Wall): number {
  return daysBetween(from.day, to.day) * 1440 + to.minutes - from.minutes;
}

/** « 9 h », « 14 h 30 » with no-break spaces. */
export function clockText(minutes: number): string {
  const hour = Math.floor(minutes / 60) % 24;
  const rest = minutes % 60;
  return rest === 0 ? `${hour}\u00a0h` : `${hour}\u00a0h\u00a0${String(rest).padStart(2, "0")}`;
}
