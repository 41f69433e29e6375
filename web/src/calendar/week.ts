import { type Day, dayName, isoWeek, longDay, monthName, weekday } from "../dates.ts";
import { h } from "../dom.ts";
import { words } from "../words.ts";
import { clockText } from "../zone.ts";
import { columns } from "./layout.ts";
import { byStart, type CalendarEvent, part, touches } from "./model.ts";
import { type Board, block, type Scene, vary } from "./view.ts";

// A title and its hours need this much, in rem; less is one line.
const SHORT = 2.25;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const isOff = (day: Day, hour: number): boolean => weekday(day) > 4 || hour < 8 || hour >= 19;

function head(scene: Scene): HTMLElement {
  const days = scene.days.map((day) =>
    h(
      "a",
      {
        class: "cal-day",
        href: scene.dayUrl(day),
        "data-today": day === scene.today,
        "aria-current": day === scene.today ? "date" : null,
      },
      h("span", {}, `${dayName(day).slice(0, 3)}.`),
      h("strong", {}, String(Number(day.slice(8)))),
      h("span", { class: "visually-hidden" }, monthName(day)),
    ),
  );
  const week = `s.\u00a0${isoWeek(scene.days[0] ?? scene.shown)}`;
  return h("div", { class: "cal-head" }, h("span", { class: "cal-corner" }, week), ...days);
}

function bars(scene: Scene): HTMLElement | null {
  const events = scene.events
    .filter((event) => event.allDay && scene.days.some((day) => touches(event, day)))
    .sort(byStart);
  if (events.length === 0) return null;
  const spans = events.map((event) => {
    const covered = scene.days.map((day) => touches(event, day));
    return { start: covered.indexOf(true), end: covered.lastIndexOf(true) + 1 };
  });
  const places = columns(spans);
  const blocks = events.map((event, index) => {
    const element = block(event, scene);
    const { start = 0, end = 1 } = spans[index] ?? {};
    vary(element, { first: start + 1, last: end + 1, line: (places[index]?.lane ?? 0) + 1 });
    return element;
  });
  const area = h("div", { class: "cal-bars" }, ...blocks);
  return h("div", { class: "cal-all" }, h("span", { class: "cal-corner" }, words.allDay), area);
}

function cells(scene: Scene): HTMLElement {
  const count = (day: Day, hour: number): number =>
    scene.events.filter((event) => {
      if (event.allDay || !touches(event, day)) return false;
      const { start, end } = part(event, day);
      return start < (hour + 1) * 60 && end > hour * 60;
    }).length;
  const rows = HOURS.map((hour) => {
    const line = scene.days.map((day) => {
      const busy = count(day, hour);
      const state = busy === 0 ? words.free : words.events(busy);
      return h("div", {
        class: "cal-cell",
        role: "gridcell",
        tabindex: day === scene.shown && hour === 9 ? 0 : -1,
        "data-day": day,
        "data-minutes": hour * 60,
        "data-off": isOff(day, hour),
        "aria-label": `${longDay(day, false)}, ${clockText(hour * 60)}\u00a0: ${state}`,
      });
    });
    return h("div", { class: "cal-row", role: "row" }, ...line);
  });
  return h("div", { class: "cal-cells", role: "grid", "aria-label": words.grid }, ...rows);
}

/** Lines of title that fit above the hours, 1.0156 rem a line (calendar.css). */
function room(minutes: number, hour: number): number {
  return Math.max(1, Math.floor(((minutes / 60) * hour - 1.1875) / 1.0156));
}

function column(day: Day, scene: Scene): HTMLElement {
  const events: CalendarEvent[] = scene.events
    .filter((event) => !event.allDay && touches(event, day))
    .sort(byStart);
  const spans = events.map((event) => part(event, day));
  const places = columns(spans);
  const blocks = events.map((event, index) => {
    const element = block(event, scene);
    const { start, end } = spans[index] ?? { start: 0, end: 60 };
    const { lane, lanes, wide } = places[index] ?? { lane: 0, lanes: 1, wide: 1 };
    const lines = room(end - start, scene.hour);
    vary(element, { from: start, size: end - start, lane, lanes, wide, lines });
    element.toggleAttribute("data-short", ((end - start) / 60) * scene.hour < SHORT);
    if (element.hasAttribute("data-movable") && event.to.day === day) {
      element.append(h("span", { class: "cal-grip", "aria-hidden": "true" }));
    }
    return element;
  });
  return h("div", { class: "cal-col", "data-day": day }, ...blocks);
}

/** Twenty-four hours of one or several days; evenings and week-ends included. */
export function weekBoard(scene: Scene): Board {
  const hours = HOURS.map((hour) => h("span", {}, hour === 0 ? "" : clockText(hour * 60)));
  const layer = h("div", { class: "cal-layer" }, ...scene.days.map((day) => column(day, scene)));
  const gutter = h("div", { class: "cal-gutter", "aria-hidden": "true" }, ...hours);
  const body = h("div", { class: "cal-body" }, gutter, cells(scene), layer);
  const all = bars(scene);
  const top = h("div", { class: "cal-top" }, head(scene), ...(all ? [all] : []));
  const root = h("div", { class: "cal-scroll" }, top, body);
  vary(root, { days: scene.days.length });
  root.style.setProperty("--hour", `${scene.hour}rem`);
  const ghost = h("div", { class: "cal-ghost", "aria-hidden": "true" });
  return {
    root,
    timed: true,
    locate(x, y) {
      const box = layer.getBoundingClientRect();
      const at = Math.floor(((x - box.left) / box.width) * scene.days.length);
      const day = scene.days[Math.min(Math.max(at, 0), scene.days.length - 1)];
      const minutes = ((y - box.top) / box.height) * 1440;
      return day ? { day, minutes: Math.min(Math.max(minutes, 0), 1440) } : null;
    },
    ghost(day, start, end, label, org) {
      ghost.className = `cal-ghost org-${org}`;
      ghost.textContent = label;
      vary(ghost, { from: start, size: end - start });
      layer.querySelector(`[data-day="${day}"]`)?.append(ghost);
    },
    clear: () => ghost.remove(),
  };
}
