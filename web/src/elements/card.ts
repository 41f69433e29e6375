import { h, icon } from "../dom.ts";
import { htmx } from "../htmx.ts";
import { words } from "../words.ts";

const PATIENCE = 5000;
const SKELETON_AFTER = 200;

/**
 * A card that brings its own content from `data-src`, when it comes near the screen and again at
 * each `live:<data-topic>`. It fails alone: its neighbours stay alive.
 */
export class Card extends HTMLElement {
  #listeners: AbortController | undefined;
  #seen: IntersectionObserver | undefined;
  #asked = new Set<unknown>();
  #late = false;

  connectedCallback(): void {
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    // What a person does in the card comes first: changing it under her would lose her answer.
    document.addEventListener("htmx:before:request", (event) => this.#asks(event), { signal });
    document.addEventListener("htmx:finally:request", (event) => this.#answered(event), { signal });
    const topic = this.dataset.topic;
    if (topic) {
      for (const event of [`live:${topic}`, "live:again"]) {
        document.body.addEventListener(event, () => void this.load(), { signal });
      }
    }
    this.#seen = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.#seen?.disconnect();
        void this.load();
      },
      { rootMargin: "300px" },
    );
    this.#seen.observe(this.#body);
  }

  disconnectedCallback(): void {
    this.#listeners?.abort();
    this.#seen?.disconnect();
  }

  get #body(): HTMLElement {
    return this.querySelector<HTMLElement>(".card-body") ?? this;
  }

  #asks(event: Event): void {
    if (this.contains(event.target as Node)) this.#asked.add((event as CustomEvent).detail.ctx);
  }

  #answered(event: Event): void {
    if (!this.#asked.delete((event as CustomEvent).detail.ctx) || this.#asked.size) return;
    if (this.#late) void this.load();
  }

  async load(): Promise<void> {
    this.#late = this.#asked.size > 0;
    if (this.#late) return;
    const body = this.#body;
    const first = !this.dataset.loaded;
    const late = first ? window.setTimeout(() => this.#skeleton(body), SKELETON_AFTER) : 0;
    body.setAttribute("aria-busy", "true");
    try {
      const headers = { "HX-Request": "true", "HX-Request-Type": "partial" };
      const signal = AbortSignal.timeout(PATIENCE);
      const response = await fetch(this.dataset.src ?? "", { headers, signal });
      const elsewhere = response.headers.get("HX-Redirect");
      if (elsewhere) {
        location.assign(elsewhere); // the session ended: the page has nothing more to show
        return;
      }
      if (!response.ok || response.redirected) throw new Error(String(response.status));
      const text = await response.text();
      this.#late = this.#asked.size > 0;
      if (this.#late) return;
      await htmx.swap({ text, target: body, sourceElement: body, swap: "innerHTML" });
      this.dataset.loaded = "true";
    } catch (error) {
      // What was already on screen is better than an apology.
      if (first) this.#failed(body, (error as Error).name === "TimeoutError");
    } finally {
      clearTimeout(late);
      body.removeAttribute("aria-busy");
    }
  }

  #skeleton(body: HTMLElement): void {
    const lines = [1, 2, 3].map(() => h("span"));
    body.replaceChildren(h("div", { class: "skeleton", "aria-hidden": "true" }, ...lines));
  }

  #failed(body: HTMLElement, slow: boolean): void {
    const again = h("button", { class: "button", type: "button" }, words.retry);
    again.addEventListener("click", () => void this.load());
    const text = h("p", {}, slow ? words.cardSlow : words.cardFailed);
    body.replaceChildren(
      h("div", { class: "failed", role: "status" }, icon("circle-alert"), text, again),
    );
  }
}
