import { addDays, type Day, monday, monthGrid } from "../dates.ts";
import { announce, h } from "../dom.ts";
import { words } from "../words.ts";
import { clockText, instant, isoAt, today, wall } from "../zone.ts";
import { fit, HOUR } from "./fit.ts";
import { nextCell, nudge } from "./keys.ts";
import {
  type CalendarEvent,
  hours,
  type RawEvent,
  read,
  STEP,
  shifted,
  stretched,
} from "./model.ts";
import { monthBoard } from "./month.ts";
import { type Bounds, bounds, sayFailed, sayMoved, send } from "./moves.ts";
import { draggable } from "./pointer.ts";
import { type Board, type Scene, vary } from "./view.ts";
import { weekBoard } from "./week.ts";

const SETTLE = 700;
// The place in the day survives a fragment that replaces the element.
let lastScroll: number | undefined;

/**
 * The agenda as a grid. Attributes: `data-view` day, week or month; `data-date` the day shown;
 * `data-zone` the IANA zone of every hour; `data-create-url` (gets `start` and `end`),
 * `data-move-url` (POST `id`, `start`, `end`), `data-day-url` with `{day}`, `data-prev-url` and
 * `data-next-url` for the keys that leave the picture; `data-now` an instant, for tests. Events
 * are the JSON of its `<script type="application/json">`; the rest of its content is the list
 * that stands for the grid without script.
 */
export class Calendar extends HTMLElement {
  #events: CalendarEvent[] = [];
  #board!: Board;
  #listeners: AbortController | undefined;
  #timer = 0;
  #settle = 0;
  #hour = HOUR;
  #before = new Map<string, Bounds>();

  connectedCallback(): void {
    const data = this.querySelector('script[type="application/json"]')?.textContent ?? "[]";
    const raw = JSON.parse(data) as RawEvent[];
    this.#events = raw.map((event) => read(event, this.#zone));
    for (const child of this.children) child.setAttribute("hidden", "");
    this.append(h("p", { id: "cal-aide", hidden: true }, words.moveHelp));
    this.addEventListener("keydown", this.#key);
    this.addEventListener("click", this.#click);
    document.body.addEventListener("toast:undo", this.#undo);
    this.#render();
    this.#fit();
    this.#scrollToDay();
    this.#timer = window.setInterval(() => this.#drawNow(), 60_000);
  }

  disconnectedCallback(): void {
    lastScroll = this.#board.root.scrollTop;
    clearInterval(this.#timer);
    this.#listeners?.abort();
    document.body.removeEventListener("toast:undo", this.#undo);
  }

  get #zone(): string {
    return this.dataset.zone ?? "Europe/Paris";
  }

  get #now(): number {
    return this.dataset.now ? Date.parse(this.dataset.now) : Date.now();
  }

  get #shown(): Day {
    return this.dataset.date ?? today(this.#zone, this.#now);
  }

  get #days(): Day[] {
    const view = this.dataset.view;
    if (view === "day") return [this.#shown];
    if (view === "month") return monthGrid(this.#shown).flat();
    return Array.from({ length: 7 }, (_, index) => addDays(monday(this.#shown), index));
  }

  #render(): void {
    const scene: Scene = {
      events: this.#events,
      days: this.#days,
      shown: this.#shown,
      today: today(this.#zone, this.#now),
      movable: Boolean(this.dataset.moveUrl),
      hour: this.#hour,
      dayUrl: (day) => (this.dataset.dayUrl ?? "#").replace("{day}", day),
    };
    const scroll = this.#board?.root.scrollTop;
    const board = this.dataset.view === "month" ? monthBoard(scene) : weekBoard(scene);
    this.#listeners?.abort();
    this.#listeners = new AbortController();
    draggable(
      board,
      {
        zone: this.#zone,
        creates: Boolean(this.dataset.createUrl),
        find: (id) => this.#events.find((event) => event.id === id),
        create: (day, start, end) => this.#create(day, start, end),
        change: (event) => this.#change(event, 0),
      },
      this.#listeners.signal,
    );
    if (this.#board) this.#board.root.replaceWith(board.root);
    else this.append(board.root);
    this.#board = board;
    if (scroll !== undefined) board.root.scrollTop = scroll;
    this.#drawNow();
  }

  /** Opens on the morning, or earlier, with the evening's meetings on screen when they can be. */
  #fit(): void {
    const { root, timed } = this.#board;
    if (!timed) return;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const head = this.querySelector<HTMLElement>(".cal-top")?.offsetHeight ?? 0;
    const { hour, top } = fit(this.#events, this.#days, (root.clientHeight - head) / rem);
    if (hour !== this.#hour) {
      this.#hour = hour;
      this.#render();
    }
    this.#board.root.scrollTop = lastScroll ?? hour * rem * top;
  }

  #scrollToDay(): void {
    const columns = [...this.querySelectorAll<HTMLElement>(".cal-col")];
    const column = columns.find((one) => one.dataset.day === this.#shown);
    if (column) this.#board.root.scrollLeft = column.offsetLeft - (columns[0]?.offsetLeft ?? 0);
  }

  #drawNow(): void {
    this.querySelector(".cal-now")?.remove();
    const { day, minutes } = wall(this.#now, this.#zone);
    const column = this.querySelector(`.cal-col[data-day="${day}"]`);
    if (!column) return;
    const label = `${words.now}\u00a0: ${clockText(minutes)}`;
    const line = h("div", { class: "cal-now", role: "img", "aria-label": label });
    vary(line, { from: minutes });
    column.append(line);
  }

  #create(day: Day, start: number, end: number): void {
    if (!this.dataset.createUrl) return;
    const url = new URL(this.dataset.createUrl, location.href);
    const iso = (minutes: number) => isoAt(instant({ day, minutes }, this.#zone), this.#zone);
    url.searchParams.set("start", iso(start));
    url.searchParams.set("end", iso(end));
    const detail = { url: url.href, day, start, end };
    const asked = new CustomEvent("calendar:create", { detail, bubbles: true, cancelable: true });
    if (this.dispatchEvent(asked)) location.assign(url);
  }

  /** Shows the new bounds at once and sends them when the hand rests; a refusal puts them back. */
  #change(event: CalendarEvent, wait: number): void {
    const index = this.#events.findIndex((known) => known.id === event.id);
    const old = this.#events[index];
    if (!old) return;
    if (!this.#before.has(event.id)) this.#before.set(event.id, bounds(old, this.#zone));
    this.#events[index] = event;
    this.#render();
    clearTimeout(this.#settle);
    this.#settle = window.setTimeout(() => void this.#send(event), wait);
  }

  async #send(event: CalendarEvent): Promise<void> {
    const url = this.dataset.moveUrl ?? "";
    const before = this.#before.get(event.id);
    this.#before.delete(event.id);
    const after = bounds(event, this.#zone);
    if (!before || (before.start === after.start && before.end === after.end)) return;
    const { kept, undo, why } = await send(url, after);
    if (kept) return sayMoved(event, before, url, undo);
    this.#put(before);
    sayFailed(event, why);
  }

  #put({ id, start, end }: Bounds): void {
    const held = document.activeElement?.getAttribute("data-id");
    this.#events = this.#events.map((event) => {
      if (event.id !== id) return event;
      return { ...read({ ...event, start, end }, this.#zone), editable: event.editable };
    });
    this.#render();
    if (held) this.#focusEvent(held);
  }

  #undo = (event: Event): void => {
    const { form, item } = (event as CustomEvent<{ form: HTMLFormElement; item: Element }>).detail;
    const data = new FormData(form);
    const [id, start, end] = ["id", "start", "end"].map((name) => String(data.get(name) ?? ""));
    const known = this.#events.find((one) => one.id === id);
    if (!known || !id || !start || !end) return;
    event.preventDefault();
    item.remove();
    void send(form.action, { id, start, end }).then(({ kept, why }) => {
      if (!kept) return sayFailed(known, why);
      this.#put({ id, start, end });
      announce(words.moveUndone(known.title));
    });
  };

  #click = (event: Event): void => {
    const target = event.target as HTMLElement;
    if (this.dataset.view === "month" || !target.matches(".cal-cell")) return;
    const start = Number(target.dataset.minutes);
    this.#create(target.dataset.day ?? this.#shown, start, start + 60);
  };

  #key = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    const id = target.dataset.id;
    if (id) this.#nudge(event, id);
    else if (target.matches(".cal-cell, .cal-month-cell")) this.#walk(event, target);
  };

  #nudge(event: KeyboardEvent, id: string): void {
    const known = this.#events.find((one) => one.id === id);
    const asked = nudge(event, STEP);
    if (!known?.editable || !asked || !this.dataset.moveUrl) return;
    event.preventDefault();
    const next = asked.stretch
      ? stretched(known, asked.minutes, this.#zone)
      : shifted(known, asked.days, asked.minutes, this.#zone);
    this.#change(next, SETTLE);
    this.#focusEvent(id);
    announce(`${next.from.day.slice(8)}, ${hours(next)}`);
  }

  #focusEvent(id: string): void {
    this.querySelector<HTMLElement>(`.cal-event[data-id="${CSS.escape(id)}"]`)?.focus();
  }

  #walk(event: KeyboardEvent, cell: HTMLElement): void {
    const day = cell.dataset.day ?? this.#shown;
    const minutes = Number(cell.dataset.minutes);
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.#create(day, minutes, minutes + 60);
      return;
    }
    const next =
      event.altKey || event.ctrlKey ? null : nextCell(event.key, day, minutes, this.#board.timed);
    if (!next) return;
    event.preventDefault();
    const hour = this.#board.timed ? `[data-minutes="${next.minutes}"]` : "";
    const found = this.querySelector<HTMLElement>(`[role=gridcell][data-day="${next.day}"]${hour}`);
    if (!found) {
      const url = next.day < day ? this.dataset.prevUrl : this.dataset.nextUrl;
      if (url) location.assign(url);
      return;
    }
    cell.tabIndex = -1;
    found.tabIndex = 0;
    found.focus();
  }
}
