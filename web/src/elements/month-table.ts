import {
  addDays,
  addMonths,
  type Day,
  dayName,
  isoWeek,
  monday,
  monthGrid,
  monthName,
} from "../dates.ts";
import { h, iconButton } from "../dom.ts";
import { words } from "../words.ts";

interface Month {
  shown: Day;
  chosen: Day;
  today: Day;
  min: Day;
  max: Day;
}

const hidden = (text: string): HTMLElement => h("span", { class: "visually-hidden" }, text);

function cell(day: Day, month: Month): HTMLTableCellElement {
  const out = (month.min && day < month.min) || (month.max && day > month.max);
  const button = h(
    "button",
    {
      type: "button",
      "data-day": day,
      "data-out": day.slice(0, 7) !== month.shown.slice(0, 7),
      "data-today": day === month.today,
      tabindex: day === month.shown ? 0 : -1,
      "aria-current": day === month.today ? "date" : null,
      "aria-disabled": out ? "true" : null,
      disabled: Boolean(out) && day !== month.shown,
    },
    hidden(`${dayName(day)} `),
    String(Number(day.slice(8))),
    hidden(` ${monthName(day)}`),
  );
  return h("td", { role: "gridcell", "aria-selected": String(day === month.chosen) }, button);
}

/** The head and the grid of one month, with the ISO week numbers agents plan by. */
export function monthTable(month: Month): HTMLElement[] {
  const title = h("strong", { "aria-live": "polite" }, monthName(month.shown));
  const before = iconButton("chevron-left", words.previousMonth);
  const after = iconButton("chevron-right", words.nextMonth);
  before.dataset.month = "-1";
  after.dataset.month = "1";
  const weeks = monthGrid(month.shown);
  const names = (weeks[0] ?? []).map((day) =>
    h("th", { scope: "col", abbr: dayName(day) }, dayName(day).slice(0, 2)),
  );
  const head = h("tr", {}, h("th", { scope: "col", abbr: words.week }, "s."), ...names);
  const rows = weeks.map((week) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, String(isoWeek(week[0] ?? month.shown))),
      ...week.map((day) => cell(day, month)),
    ),
  );
  return [
    h("div", { class: "date-head" }, before, title, after),
    h(
      "table",
      { class: "date-grid", role: "grid", "aria-label": monthName(month.shown) },
      h("thead", {}, head),
      h("tbody", {}, ...rows),
    ),
  ];
}

/** Where a key leads from a day of the month, or undefined when it leads nowhere. */
export function dayAfterKey(event: KeyboardEvent, from: Day): Day | undefined {
  const months = event.shiftKey ? 12 : 1;
  const moves: Record<string, () => Day> = {
    ArrowLeft: () => addDays(from, -1),
    ArrowRight: () => addDays(from, 1),
    ArrowUp: () => addDays(from, -7),
    ArrowDown: () => addDays(from, 7),
    Home: () => monday(from),
    End: () => addDays(monday(from), 6),
    PageUp: () => addMonths(from, -months),
    PageDown: () => addMonths(from, months),
  };
  return moves[event.key]?.();
}

/** Under the field, or above it when there is no room. */
export function place(pop: HTMLElement, field: HTMLElement): void {
  const box = field.getBoundingClientRect();
  const below = box.bottom + pop.offsetHeight + 8 < innerHeight;
  const top = below ? box.bottom + 4 : Math.max(4, box.top - pop.offsetHeight - 4);
  const left = Math.max(8, Math.min(box.left, innerWidth - pop.offsetWidth - 8));
  pop.style.setProperty("position", "fixed");
  pop.style.setProperty("inset", `${top}px auto auto ${left}px`);
}
