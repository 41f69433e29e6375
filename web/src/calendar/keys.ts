import { addDays, addMonths, type Day, monday } from "../dates.ts";

/** Where a key leads from a cell of the grid, or null when it leads nowhere. */
export function nextCell(
  key: string,
  day: Day,
  minutes: number,
  timed: boolean,
): { day: Day; minutes: number } | null {
  const hour = (by: number): number => Math.min(Math.max(minutes + by * 60, 0), 1380);
  const moves: Record<string, () => { day: Day; minutes: number }> = {
    ArrowLeft: () => ({ day: addDays(day, -1), minutes }),
    ArrowRight: () => ({ day: addDays(day, 1), minutes }),
    ArrowUp: () => (timed ? { day, minutes: hour(-1) } : { day: addDays(day, -7), minutes }),
    ArrowDown: () => (timed ? { day, minutes: hour(1) } : { day: addDays(day, 7), minutes }),
    Home: () => ({ day: monday(day), minutes }),
    End: () => ({ day: addDays(monday(day), 6), minutes }),
    PageUp: () => ({ day: timed ? addDays(day, -7) : addMonths(day, -1), minutes }),
    PageDown: () => ({ day: timed ? addDays(day, 7) : addMonths(day, 1), minutes }),
  };
  return moves[key]?.() ?? null;
}

/** What Alt and an arrow ask of an event: days and minutes to shift, or minutes to stretch. */
export function nudge(
  event: KeyboardEvent,
  step: number,
): { days: number; minutes: number; stretch: boolean } | null {
  if (!event.altKey) return null;
  const arrows: Record<string, [number, number]> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -step],
    ArrowDown: [0, step],
  };
  const found = arrows[event.key];
  if (!found) return null;
  const [days, minutes] = found;
  if (event.shiftKey && days !== 0) return null;
  return { days, minutes, stretch: event.shiftKey };
}
