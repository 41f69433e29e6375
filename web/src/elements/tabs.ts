/**
 * Tabs on a list of anchors and the sections they lead to. Without script: a table of contents
 * and every section, one under the other.
 */
export class Tabs extends HTMLElement {
  connectedCallback(): void {
    const tabs = this.#tabs;
    if (tabs.length === 0 || this.dataset.ready) return;
    this.dataset.ready = "true";
    this.querySelector(".tabs")?.setAttribute("role", "tablist");
    for (const tab of tabs) {
      const panel = this.#panel(tab);
      tab.parentElement?.matches("li") && tab.parentElement.setAttribute("role", "presentation");
      tab.setAttribute("role", "tab");
      tab.id ||= `${panel?.id}-tab`;
      tab.setAttribute("aria-controls", panel?.id ?? "");
      panel?.setAttribute("role", "tabpanel");
      panel?.setAttribute("aria-labelledby", tab.id);
      if (panel) panel.tabIndex = 0;
    }
    this.addEventListener("click", this.#click);
    this.addEventListener("keydown", this.#key);
    const asked = tabs.find((tab) => tab.hash === location.hash && tab.hash !== "");
    const first = asked ?? tabs.find((tab) => tab.hasAttribute("aria-current")) ?? tabs[0];
    if (first) this.#select(first, false);
  }

  get #tabs(): HTMLAnchorElement[] {
    return [...this.querySelectorAll<HTMLAnchorElement>(":scope > .tabs a[href^='#']")];
  }

  #panel(tab: HTMLAnchorElement): HTMLElement | null {
    return document.getElementById(decodeURIComponent(tab.hash.slice(1)));
  }

  #select(chosen: HTMLAnchorElement, focus = true): void {
    for (const tab of this.#tabs) {
      const on = tab === chosen;
      tab.removeAttribute("aria-current");
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      this.#panel(tab)?.toggleAttribute("hidden", !on);
    }
    if (focus) chosen.focus();
  }

  #click = (event: Event): void => {
    const tab = (event.target as Element).closest<HTMLAnchorElement>("[role=tab]");
    if (!tab || !this.#tabs.includes(tab)) return;
    event.preventDefault();
    this.#select(tab);
    history.replaceState(history.state, "", tab.hash);
  };

  #key = (event: KeyboardEvent): void => {
    const tabs = this.#tabs;
    const current = tabs.indexOf(event.target as HTMLAnchorElement);
    if (current < 0) return;
    const last = tabs.length - 1;
    const wanted: Record<string, number> = {
      ArrowRight: current === last ? 0 : current + 1,
      ArrowLeft: current === 0 ? last : current - 1,
      Home: 0,
      End: last,
      " ": current,
    };
    const next = tabs[wanted[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    this.#select(next);
  };
}
