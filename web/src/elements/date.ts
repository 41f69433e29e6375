import { addMonths, type Day, longDay, readDay, shortDay } from "../dates.ts";
import { h, iconButton, pageZone, uid } from "../dom.ts";
import { words } from "../words.ts";
import { today } from "../zone.ts";
import { dayAfterKey, monthTable, place } from "./month-table.ts";

/**
 * A day written the French way, or picked in a month by keyboard or mouse. Wraps a native
 * `<input type="date">`, which stays as it is without script and on touch screens, whose own
 * picker is better. The form always carries the ISO day.
 */
export class DateField extends HTMLElement {
  #native!: HTMLInputElement;
  #text!: HTMLInputElement;
  #said = h("p", { class: "date-said", "aria-live": "polite" });
  #pop = h("div", { class: "date-pop", popover: "auto", role: "dialog" });
  #shown: Day = "";

  connectedCallback(): void {
    const native = this.querySelector<HTMLInputElement>('input[type="date"]');
    if (!native || matchMedia("(pointer: coarse)").matches) return;
    this.#native = native;
    this.#text = h("input", { type: "text", autocomplete: "off", placeholder: words.dateFormat });
    for (const name of ["id", "aria-describedby", "aria-invalid", "aria-label", "required"]) {
      const value = native.getAttribute(name);
      if (value !== null) this.#text.setAttribute(name, value);
      native.removeAttribute(name);
    }
    // A refused day comes back as it was typed, which the native control would hide.
    const given = native.getAttribute("value") ?? "";
    this.#text.value = native.value ? shortDay(native.value) : given;
    native.type = "hidden";
    native.value = given;
    const open = iconButton("calendar-days", words.datePick);
    this.#pop.setAttribute("aria-label", words.datePick);
    this.#pop.id = uid("mois");
    open.setAttribute("aria-haspopup", "dialog");
    native.before(h("div", { class: "date-box" }, this.#text, open), this.#pop);
    this.append(this.#said);
    this.#text.addEventListener("change", () => this.#read());
    this.#text.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") this.#open(event);
    });
    open.addEventListener("click", (event) => this.#open(event));
    this.#pop.addEventListener("keydown", this.#key);
    this.#pop.addEventListener("click", this.#click);
    this.#say();
  }

  #read(): void {
    const text = this.#text.value;
    const day = text.trim() ? readDay(text, today(pageZone())) : "";
    this.#text.setCustomValidity(day === null ? words.dateUnread : "");
    if (day) this.#text.value = shortDay(day);
    // A text nobody can read goes to the server as typed: its error names the value.
    this.#native.value = day ?? text;
    this.#native.dispatchEvent(new Event("change", { bubbles: true }));
    this.#say(day === null ? words.dateUnread : undefined);
  }

  #say(text?: string): void {
    const day = readDay(this.#native.value, "2000-01-01");
    this.#said.textContent = text ?? (day ? longDay(day) : "");
  }

  #open(event: Event): void {
    event.preventDefault();
    const now = today(pageZone());
    this.#show(readDay(this.#native.value, now) ?? now);
    this.#pop.showPopover();
    place(this.#pop, this.#text);
    this.#focus();
  }

  #show(day: Day): void {
    this.#shown = day;
    const { min, max } = this.#native;
    const chosen = this.#native.value;
    const now = today(pageZone());
    this.#pop.replaceChildren(...monthTable({ shown: day, chosen, today: now, min, max }));
  }

  #focus(): void {
    this.#pop.querySelector<HTMLElement>(`[data-day="${this.#shown}"]`)?.focus();
  }

  #click = (event: Event): void => {
    const button = (event.target as Element).closest<HTMLButtonElement>("button");
    if (button?.dataset.day) this.#choose(button.dataset.day);
    else if (button?.dataset.month) {
      this.#show(addMonths(this.#shown, Number(button.dataset.month)));
      this.#pop.querySelector<HTMLElement>(`[data-month="${button.dataset.month}"]`)?.focus();
    }
  };

  #choose(day: Day): void {
    this.#text.value = shortDay(day);
    this.#read();
    this.#pop.hidePopover();
    this.#text.focus();
  }

  #key = (event: KeyboardEvent): void => {
    if (!(event.target as HTMLElement).dataset.day) return;
    const day = dayAfterKey(event, this.#shown);
    if (!day) return;
    event.preventDefault();
    this.#show(day);
    this.#focus();
  };
}
