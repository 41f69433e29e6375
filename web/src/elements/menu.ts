/**
 * A disclosure menu on `<details>`: works without script; with it, arrows move between the
 * entries, Escape gives the focus back, and only one menu stays open.
 */
export class Menu extends HTMLElement {
  #listeners: AbortController | undefined;

  connectedCallback(): void {
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    this.addEventListener("keydown", this.#key, { signal });
    this.addEventListener("focusout", this.#leave, { signal });
    this.addEventListener("click", this.#choose, { signal });
    document.addEventListener("pointerdown", this.#outside, { signal });
  }

  disconnectedCallback(): void {
    this.#listeners?.abort();
  }

  get #details(): HTMLDetailsElement | null {
    return this.querySelector("details");
  }

  get #items(): HTMLElement[] {
    const items = this.querySelectorAll<HTMLElement>("details > :not(summary) :is(a, button)");
    return [...items].filter((item) => item.checkVisibility() && !item.hasAttribute("disabled"));
  }

  close(refocus = false): void {
    const details = this.#details;
    if (!details?.open) return;
    details.open = false;
    if (refocus) details.querySelector("summary")?.focus();
  }

  #outside = (event: PointerEvent): void => {
    if (!this.contains(event.target as Node)) this.close();
  };

  #leave = (event: FocusEvent): void => {
    const next = event.relatedTarget;
    if (next instanceof Node && !this.contains(next)) this.close();
  };

  #choose = (event: Event): void => {
    const chosen = (event.target as Element).closest("a, button:not([data-stay])");
    if (chosen) this.close();
  };

  #key = (event: KeyboardEvent): void => {
    const details = this.#details;
    if (!details) return;
    if (event.key === "Escape" && details.open) {
      event.stopPropagation();
      this.close(true);
      return;
    }
    if (!["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
    if ((event.target as Element).matches("input, textarea, select")) return;
    event.preventDefault();
    details.open = true;
    this.#focus(event.key);
  };

  #focus(key: string): void {
    const items = this.#items;
    const current = items.indexOf(document.activeElement as HTMLElement);
    const last = items.length - 1;
    const wanted: Record<string, number> = {
      Home: 0,
      End: last,
      ArrowDown: current === last ? 0 : current + 1,
      ArrowUp: current <= 0 ? last : current - 1,
    };
    items[wanted[key] ?? 0]?.focus();
  }
}
