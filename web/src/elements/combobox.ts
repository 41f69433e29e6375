import { announce } from "../dom.ts";
import { words } from "../words.ts";
import { Listbox } from "./listbox.ts";
import { chip, type Suggestion, suggestions } from "./suggestion.ts";

const WAIT = 150;

/**
 * Search as you type, choose one or several. Suggestions come from `data-url?q=…` as JSON:
 * `{"results": [{value, label, detail, org, mark}]}`. Each choice is a chip carrying a hidden
 * input named `data-name`. Without script: the field and its button submit the form.
 */
export class Combobox extends HTMLElement {
  #input!: HTMLInputElement;
  #list!: Listbox;
  #timer = 0;
  #asked: AbortController | undefined;

  connectedCallback(): void {
    const input = this.querySelector<HTMLInputElement>("input[type=search]");
    if (!input || this.dataset.ready) return;
    this.dataset.ready = "true";
    this.#input = input;
    const label = this.dataset.label ?? input.labels?.[0]?.textContent ?? "";
    this.#list = new Listbox(input, label.trim());
    this.querySelector(".combobox-box")?.append(this.#list.root);
    this.querySelector(".combobox-box > button")?.setAttribute("hidden", "");
    input.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => void this.#ask(), WAIT);
    });
    input.addEventListener("keydown", this.#key);
    input.addEventListener("blur", () => this.#list.close());
    this.#list.root.addEventListener("click", (event) => this.#choose(this.#list.at(event.target)));
    this.addEventListener("click", (event) => {
      const cross = (event.target as Element).closest(".chip-remove");
      if (cross) event.preventDefault();
      this.#drop(cross?.closest<HTMLElement>(".chip"));
    });
  }

  async #ask(): Promise<void> {
    const q = this.#input.value.trim();
    this.#asked?.abort();
    if (!q) return this.#list.close();
    this.#asked = new AbortController();
    try {
      const found = await suggestions(this.dataset.url ?? "", q, this.#asked.signal);
      const taken = new Set(this.#chosen.map((input) => input.value));
      this.#list.show(found.filter(({ value }) => !taken.has(String(value))));
    } catch (error) {
      if ((error as Error).name !== "AbortError") this.#list.show([]);
    }
  }

  get #chosen(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>(".chip input[type=hidden]")];
  }

  #choose(one: Suggestion | undefined): void {
    const chips = this.querySelector(".chips");
    if (!one || !chips) return;
    if (this.dataset.multiple === undefined) chips.replaceChildren();
    chips.append(chip(one, this.dataset.name ?? ""));
    this.#input.value = "";
    this.#list.close();
    this.#input.focus();
    announce(words.chosen(one.label));
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #drop(chip: HTMLElement | null | undefined): void {
    if (!chip) return;
    announce(words.removed(chip.querySelector("[data-label]")?.textContent ?? ""));
    chip.remove();
    this.#input.focus();
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #key = (event: KeyboardEvent): void => {
    const list = this.#list;
    const acts: Record<string, () => void> = {
      ArrowDown: () => (list.open ? list.move(1) : void this.#ask()),
      ArrowUp: () => list.move(-1),
      Enter: () => this.#choose(list.active),
      Escape: () => list.close(),
    };
    if (event.key === "Backspace" && this.#input.value === "") {
      this.#drop(this.#chosen.at(-1)?.closest<HTMLElement>(".chip"));
    }
    const act = acts[event.key];
    if (!act || (!list.open && event.key !== "ArrowDown")) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
}
