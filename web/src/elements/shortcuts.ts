import { h } from "../dom.ts";

const OFF = "parvis-sans-raccourcis";
const SEQUENCE = 1200;

/**
 * Keys of the page: every element with `data-shortcut` ("/", "n", "g a") is focused when it is a
 * field and pressed otherwise. `?` lists them in the dialog of this element, where they can also
 * be turned off.
 */
export class Shortcuts extends HTMLElement {
  #pending = "";
  #timer = 0;

  connectedCallback(): void {
    document.addEventListener("keydown", this.#key);
    const off = this.querySelector<HTMLInputElement>("[data-off]");
    if (!off) return;
    off.checked = this.#off;
    off.addEventListener("change", () => {
      if (off.checked) localStorage.setItem(OFF, "1");
      else localStorage.removeItem(OFF);
    });
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.#key);
  }

  get #off(): boolean {
    return localStorage.getItem(OFF) === "1";
  }

  #key = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    const typing = target.isContentEditable || target.matches("input, textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || this.#off) return;
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (event.key.length !== 1) return;
    if (event.key === "?") {
      event.preventDefault();
      this.#list();
      return;
    }
    const asked = this.#pending ? `${this.#pending} ${event.key}` : event.key;
    this.#pending = "";
    clearTimeout(this.#timer);
    if (this.#press(asked)) event.preventDefault();
    else if (this.#starts(event.key)) {
      this.#pending = event.key;
      this.#timer = window.setTimeout(() => {
        this.#pending = "";
      }, SEQUENCE);
    }
  };

  #all(): HTMLElement[] {
    const all = document.querySelectorAll<HTMLElement>("[data-shortcut]");
    return [...all].filter((element) => !element.closest("[hidden]"));
  }

  #starts(key: string): boolean {
    return this.#all().some((element) => element.dataset.shortcut?.startsWith(`${key} `));
  }

  #press(keys: string): boolean {
    const found = this.#all().find((element) => element.dataset.shortcut === keys);
    if (!found) return false;
    if (found.matches("input, textarea, select, [role=grid]")) found.focus();
    else found.click();
    return true;
  }

  #list(): void {
    const dialog = this.querySelector("dialog");
    const list = this.querySelector("dl");
    if (!dialog || !list) return;
    const seen = new Set<string>();
    list.querySelectorAll("[data-found]").forEach((line) => {
      line.remove();
    });
    for (const element of this.#all()) {
      const keys = element.dataset.shortcut ?? "";
      if (seen.has(keys)) continue;
      seen.add(keys);
      const said = element.querySelector(".rail-label") ?? element;
      const label = element.getAttribute("aria-label") ?? said.textContent?.trim() ?? "";
      const marks = keys.split(" ").map((key) => h("kbd", {}, key));
      list.append(h("div", { "data-found": true }, h("dt", {}, label), h("dd", {}, ...marks)));
    }
    dialog.showModal();
  }
}
