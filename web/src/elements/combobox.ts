import { announce, h, uid } from "../dom.ts";
import { words } from "../words.ts";
import { chip, nothing, option, type Suggestion, suggestions } from "./suggestion.ts";

const WAIT = 150;

/**
 * Search as you type, choose one or several. Suggestions come from `data-url?q=…` as JSON:
 * `{"results": [{value, label, detail, org, mark}]}`. Each choice is a chip carrying a hidden
 * input named `data-name`. Without script: the field and its button submit the form.
 */
export class Combobox extends HTMLElement {
  #input!: HTMLInputElement;
  #list = h("div", { class: "combobox-list", role: "listbox", hidden: true });
  #found: Suggestion[] = [];
  #active = -1;
  #timer = 0;
  #asked: AbortController | undefined;

  connectedCallback(): void {
    const input = this.querySelector<HTMLInputElement>("input[type=search]");
    if (!input || this.dataset.ready) return;
    this.dataset.ready = "true";
    this.#input = input;
    this.#list.id = uid("choix");
    this.#list.setAttribute(
      "aria-label",
      this.dataset.label ?? input.labels?.[0]?.textContent ?? "",
    );
    this.querySelector(".combobox-box")?.append(this.#list);
    this.querySelector(".combobox-box > button")?.setAttribute("hidden", "");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", this.#list.id);
    input.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => void this.#ask(), WAIT);
    });
    input.addEventListener("keydown", this.#key);
    input.addEventListener("blur", () => this.#close());
    // The field keeps the focus while the mouse chooses.
    this.#list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => {
      const option = (event.target as Element).closest<HTMLElement>("[data-index]");
      if (option) this.#choose(Number(option.dataset.index));
    });
    this.addEventListener("click", (event) => {
      const cross = (event.target as Element).closest(".chip-remove");
      if (cross) event.preventDefault();
      this.#drop(cross?.closest<HTMLElement>(".chip"));
    });
  }

  async #ask(): Promise<void> {
    const q = this.#input.value.trim();
    this.#asked?.abort();
    if (!q) return this.#close();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    try {
      const results = await suggestions(this.dataset.url ?? "", q, signal);
      const taken = new Set(this.#chosen.map((input) => input.value));
      this.#show(results.filter(({ value }) => !taken.has(String(value))));
    } catch (error) {
      if ((error as Error).name !== "AbortError") this.#show([]);
    }
  }

  get #chosen(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>(".chip input[type=hidden]")];
  }

  #show(found: Suggestion[]): void {
    this.#found = found;
    const options = found.map((one, index) => option(one, `${this.#list.id}-${index}`, index));
    this.#list.replaceChildren(...(options.length > 0 ? options : [nothing()]));
    this.#list.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
    this.#mark(found.length > 0 ? 0 : -1);
    announce(words.results(found.length));
  }

  #close(): void {
    this.#list.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
    this.#mark(-1);
  }

  #mark(index: number): void {
    this.#active = index;
    [...this.#list.children].forEach((child, at) => {
      child.setAttribute("aria-selected", String(at === index));
      if (at === index) child.scrollIntoView({ block: "nearest" });
    });
    if (index < 0) this.#input.removeAttribute("aria-activedescendant");
    else this.#input.setAttribute("aria-activedescendant", `${this.#list.id}-${index}`);
  }

  #choose(index: number): void {
    const one = this.#found[index];
    const chips = this.querySelector(".chips");
    if (!one || !chips) return;
    if (this.dataset.multiple === undefined) chips.replaceChildren();
    chips.append(chip(one, this.dataset.name ?? ""));
    this.#input.value = "";
    this.#close();
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
    const open = !this.#list.hidden;
    const last = this.#found.length - 1;
    const acts: Record<string, () => void> = {
      ArrowDown: () => (open ? this.#mark(Math.min(this.#active + 1, last)) : void this.#ask()),
      ArrowUp: () => this.#mark(Math.max(this.#active - 1, Math.min(0, last))),
      Enter: () => this.#choose(this.#active),
      Escape: () => this.#close(),
    };
    if (event.key === "Backspace" && this.#input.value === "") {
      this.#drop(this.#chosen.at(-1)?.closest<HTMLElement>(".chip"));
    }
    if (!acts[event.key] || (!open && event.key !== "ArrowDown")) return;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]?.();
  };
}
