/** Calendar days as ISO strings ("2021-03-12"): no hour, no zone, plain arithmetic. */
export type Day = string;

const MONTHS = [
  "janvier",
  "février",
  "mars",
  "avril",
  "mai",
  "juin",
  "juillet",
  "août",
  "septembre",
  "octobre",
  "novembre",
  "décembre",
];
const DAYS = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];
const NEAR: Record<string, number> = {
  hier: -1,
  "aujourd'hui": 0,
  auj: 0,
  demain: 1,
  "apres-demain": 2,
};
const MILLIS_PER_DAY = 86_400_000;

const at = (day: Day): Date => new Date(`${day}T00:00:00Z`);
const iso = (date: Date): Day => date.toISOString().slice(0, 10);
const pad = (value: number): string => String(value).padStart(2, "0");
const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "");

/** The day made of these numbers, or null when the calendar has none such (31 April). */
export function makeDay(year: number, month: number, date: number): Day | null {
  const day = `${String(year).padStart(4, "0")}-${pad(month)}-${pad(date)}`;
  const known = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(known.getTime()) || iso(known) !== day ? null : day;
}

export function addDays(day: Day, count: number): Day {
  return iso(new Date(at(day).getTime() + count * MILLIS_PER_DAY));
}

export function daysBetween(from: Day, to: Day): number {
  return Math.round((at(to).getTime() - at(from).getTime()) / MILLIS_PER_DAY);
}

/** The same date some months away, or the last day of that month when it is shorter. */
export function addMonths(day: Day, count: number): Day {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 + count, 1));
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return iso(first);
}

/** 0 for Monday to 6 for Sunday. */
export function weekday(day: Day): number {
  return (at(day).getUTCDay() + 6) % 7;
}

export function monday(day: Day): Day {
  return addDays(day, -weekday(day));
}

export function isoWeek(day: Day): number {
  const thursday = addDays(monday(day), 3);
  return 1 + Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7);
}

/** The weeks, Monday first, that show the whole month of this day. */
export function monthGrid(day: Day): Day[][] {
  const month = day.slice(0, 7);
  const weeks: Day[][] = [];
  let start = monday(`${month}-01`);
  do {
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(start, index)));
    start = addDays(start, 7);
  } while (start.slice(0, 7) === month);
  return weeks;
}

export function monthName(day: Day): string {
  return `${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}

export function dayName(day: Day): string {
  return DAYS[at(day).getUTCDay()] ?? "";
}

/** « vendredi 12 mars 2021 », « lundi 1er mars » without its year. */
export function longDay(day: Day, year = true): string {
  const date = Number(day.slice(8));
  const month = MONTHS[Number(day.slice(5, 7)) - 1];
  const text = `${dayName(day)} ${date === 1 ? "1er" : date} ${month}`;
  return year ? `${text} ${day.slice(0, 4)}` : text;
}

/** 12/03/2021 */
export function shortDay(day: Day): string {
  return day.split("-").reverse().join("/");
}

function fullYear(text: string | undefined, today: Day): number {
  if (!text) return Number(today.slice(0, 4));
  const year = Number(text);
  return text.length === 2 ? 2000 + year : year;
}

function written(text: string, today: Day): Day | null {
  const match = /^(?:[a-z]+\s+)?(\d{1,2})(?:er)?\s+([a-z]{3,9})\.?(?:\s+(\d{4}|\d{2}))?$/.exec(
    text,
  );
  if (!match) return null;
  const [, date, name = "", year] = match;
  const month = MONTHS.findIndex((known) => plain(known).startsWith(name));
  return month < 0 ? null : makeDay(fullYear(year, today), month + 1, Number(date));
}

function relative(text: string, today: Day): Day | null {
  const shift = NEAR[text];
  if (shift !== undefined) return addDays(today, shift);
  const plus = /^\+\s?(\d{1,3})$/.exec(text);
  if (plus) return addDays(today, Number(plus[1]));
  const wanted = DAYS.indexOf(text);
  if (wanted < 0) return null;
  const ahead = (wanted - at(today).getUTCDay() + 7) % 7;
  return addDays(today, ahead === 0 ? 7 : ahead);
}

/**
 * What an agent types for a day: 12/03/2021, 12/3, 12.03.21, 120321, 2021-03-12, « 12 mars »,
 * « mardi 12 mars 2021 », « demain », « lundi » (the next one), +5. Null when it is none.
 */
export function readDay(input: string, today: Day): Day | null {
  const text = plain(input.trim().toLowerCase()).replace(/[’]/g, "'").replace(/\s+/g, " ");
  const dashed = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (dashed) return makeDay(Number(dashed[1]), Number(dashed[2]), Number(dashed[3]));
  const numbers =
    /^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?$/.exec(text) ??
    /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(text);
  if (numbers) {
    return makeDay(fullYear(numbers[3], today), Number(numbers[2]), Number(numbers[1]));
  }
  return written(text, today) ?? relative(text, today);
}
