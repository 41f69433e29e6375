import { announce, h, uid } from "../dom.ts";
import { words } from "../words.ts";
import { nothing, option, type Suggestion } from "./suggestion.ts";

/** The list under a combobox: its options, which one is active, and what the field says of it. */
export class Listbox {
  readonly root = h("div", { class: "combobox-list", role: "listbox", hidden: true });
  #found: Suggestion[] = [];
  #active = -1;
  #input: HTMLInputElement;

  constructor(input: HTMLInputElement, label: string) {
    this.#input = input;
    this.root.id = uid("choix");
    this.root.setAttribute("aria-label", label);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", this.root.id);
    // The field keeps the focus while the mouse chooses.
    this.root.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  get open(): boolean {
    return !this.root.hidden;
  }

  get active(): Suggestion | undefined {
    return this.#found[this.#active];
  }

  at(target: EventTarget | null): Suggestion | undefined {
    const line = target instanceof Element && target.closest<HTMLElement>("[data-index]");
    return line ? this.#found[Number(line.dataset.index)] : undefined;
  }

  show(found: Suggestion[]): void {
    this.#found = found;
    const options = found.map((one, index) => option(one, `${this.root.id}-${index}`, index));
    this.root.replaceChildren(...(options.length > 0 ? options : [nothing()]));
    this.root.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
    this.#mark(found.length > 0 ? 0 : -1);
    announce(words.results(found.length));
  }

  close(): void {
    this.root.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
    this.#mark(-1);
  }

  move(by: number): void {
    const last = this.#found.length - 1;
    if (last >= 0) this.#mark(Math.min(Math.max(this.#active + by, 0), last));
  }

  #mark(index: number): void {
    this.#active = index;
    [...this.root.children].forEach((child, at) => {
      child.setAttribute("aria-selected", String(at === index));
      if (at === index) child.scrollIntoView({ block: "nearest" });
    });
    if (index < 0) this.#input.removeAttribute("aria-activedescendant");
    else this.#input.setAttribute("aria-activedescendant", `${this.root.id}-${index}`);
  }
}
