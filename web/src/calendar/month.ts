import { type Day, dayName, longDay, monthGrid, monthName, weekday } from "../dates.ts";
import { h } from "../dom.ts";
import { words } from "../words.ts";
import { clockText } from "../zone.ts";
import { byStart, type CalendarEvent, touches } from "./model.ts";
import { aside, type Board, block, type Scene } from "./view.ts";

const ROOM = 3;

function line(event: CalendarEvent, day: Day, scene: Scene): HTMLElement {
  const element = block(event, scene);
  element.classList.add("cal-line");
  element.toggleAttribute("data-whole", event.allDay || event.from.day !== day);
  const when = element.querySelector(".cal-when");
  if (when) when.textContent = event.allDay ? "" : clockText(event.from.minutes);
  return h("li", {}, element);
}

function cell(day: Day, scene: Scene): HTMLElement {
  const events = scene.events.filter((event) => touches(event, day)).sort(byStart);
  const room = events.length > ROOM + 1 ? ROOM : events.length;
  const rest = events.length - room;
  const lines = events.slice(0, room).map((event) => line(event, day, scene));
  if (rest > 0) {
    const more = h(
      "a",
      { class: "cal-more", href: scene.dayUrl(day) },
      `+\u00a0${rest}`,
      h("span", { class: "cal-more-word" }, words.others(rest)),
      aside(` ${words.ofDay(longDay(day, false))}`),
    );
    lines.push(h("li", {}, more));
  }
  const state = events.length === 0 ? words.free : words.events(events.length);
  const date = h(
    "a",
    { class: "cal-date", href: scene.dayUrl(day), tabindex: -1 },
    aside(`${dayName(day)} `),
    String(Number(day.slice(8))),
    aside(` ${monthName(day)}, ${state}`),
  );
  return h(
    "div",
    {
      class: "cal-month-cell",
      role: "gridcell",
      tabindex: day === scene.shown ? 0 : -1,
      "data-day": day,
      "data-minutes": 540,
      "data-out": day.slice(0, 7) !== scene.shown.slice(0, 7),
      "data-off": weekday(day) > 4,
      "data-today": day === scene.today,
    },
    date,
    h("ul", { class: "cal-lines" }, ...lines),
  );
}

/** The weeks that hold the month shown. */
export function monthBoard(scene: Scene): Board {
  const weeks = monthGrid(scene.shown);
  const names = (weeks[0] ?? []).map((day) =>
    h("span", { role: "columnheader", "aria-label": dayName(day) }, `${dayName(day).slice(0, 3)}.`),
  );
  const rows = weeks.map((week) =>
    h("div", { class: "cal-month-row", role: "row" }, ...week.map((day) => cell(day, scene))),
  );
  const root = h(
    "div",
    { class: "cal-month", role: "grid", "aria-label": words.grid },
    h("div", { class: "cal-month-head", role: "row" }, ...names),
    ...rows,
  );
  const clear = (): void => root.querySelector("[data-target]")?.removeAttribute("data-target");
  return {
    root,
    timed: false,
    locate(x, y) {
      const under = document.elementsFromPoint(x, y);
      const found = under.find((one) => one.matches(".cal-month-cell")) as HTMLElement | undefined;
      return found?.dataset.day ? { day: found.dataset.day, minutes: 540 } : null;
    },
    ghost(day) {
      clear();
      root.querySelector(`.cal-month-cell[data-day="${day}"]`)?.setAttribute("data-target", "");
    },
    clear,
  };
}
