import { daysBetween } from "../dates.ts";
import { clockText } from "../zone.ts";
import { drawn, snap } from "./layout.ts";
import { type CalendarEvent, hours, part, STEP, shifted, stretched, touches } from "./model.ts";
import type { Board, Point } from "./view.ts";

/** What a drag may ask of the agenda. */
export interface Hands {
  zone: string;
  creates: boolean;
  find(id: string): CalendarEvent | undefined;
  create(day: string, start: number, end: number): void;
  change(event: CalendarEvent): void;
}

interface Drag {
  from: Point;
  event: CalendarEvent | undefined;
  resizing: boolean;
  moved: boolean;
  result: CalendarEvent | undefined;
}

const TREMOR = 5;
const LONG_PRESS = 350;

/** Drag to create, move and resize; on touch screens after a long press, so that scrolling works. */
export function draggable(board: Board, hands: Hands, signal: AbortSignal): void {
  const { root } = board;
  let drag: Drag | undefined;
  let first: PointerEvent | undefined;
  let press = 0;

  const start = (event: PointerEvent): void => {
    const target = event.target as Element;
    const element = target.closest<HTMLElement>(".cal-event");
    const from = board.locate(event.clientX, event.clientY);
    const known = element ? hands.find(element.dataset.id ?? "") : undefined;
    const movable = element?.hasAttribute("data-movable");
    if (!from || (element ? !movable : !hands.creates || !target.closest(".cal-cell"))) return;
    const resizing = target.matches(".cal-grip");
    drag = { from, event: known, resizing, moved: false, result: undefined };
  };

  const show = (event: PointerEvent): void => {
    const to = board.locate(event.clientX, event.clientY);
    if (!drag || !to) return;
    if (drag.event) {
      const days = daysBetween(drag.from.day, to.day);
      const minutes = board.timed ? snap(to.minutes - drag.from.minutes, STEP) : 0;
      drag.result = drag.resizing
        ? stretched(drag.event, minutes, hands.zone)
        : shifted(drag.event, days, minutes, hands.zone);
      const day = touches(drag.result, to.day) ? to.day : drag.result.from.day;
      const shown = part(drag.result, day);
      const label = `${drag.event.title}\n${hours(drag.result)}`;
      board.ghost(day, shown.start, shown.end, label, drag.event.org);
    } else {
      const { start: top, end } = drawn(drag.from.minutes, to.minutes, STEP);
      board.ghost(drag.from.day, top, end, `${clockText(top)}\u202f–\u202f${clockText(end)}`, "");
    }
  };

  const finish = (event: PointerEvent, kept: boolean): void => {
    clearTimeout(press);
    const done = drag;
    drag = undefined;
    first = undefined;
    board.clear();
    if (!done?.moved || !kept) return;
    const to = board.locate(event.clientX, event.clientY);
    if (done.event && done.result) hands.change(done.result);
    else if (to && !done.event) {
      const span = drawn(done.from.minutes, to.minutes, STEP);
      hands.create(done.from.day, span.start, span.end);
    }
  };

  root.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || drag) return;
    first = event;
    if (event.pointerType === "touch") press = window.setTimeout(() => start(event), LONG_PRESS);
    else start(event);
  });
  root.addEventListener("pointermove", (event) => {
    if (!first) return;
    const far = Math.hypot(event.clientX - first.clientX, event.clientY - first.clientY) > TREMOR;
    if (far && !drag) clearTimeout(press);
    if (drag && (far || drag.moved)) {
      // Captured from the first move only: a plain click still reaches the link under it.
      if (!drag.moved) root.setPointerCapture(event.pointerId);
      drag.moved = true;
      show(event);
    }
  });
  root.addEventListener("pointerup", (event) => finish(event, true));
  root.addEventListener("pointercancel", (event) => finish(event, false));
  root.addEventListener("dragstart", (event) => event.preventDefault());
  root.addEventListener("contextmenu", (event) => drag && event.preventDefault());
  root.addEventListener("touchmove", (event) => drag && event.preventDefault(), { passive: false });
  const giveUp = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !drag) return;
    drag = undefined;
    board.clear();
  };
  document.addEventListener("keydown", giveUp, { signal });
}
