import { csrfToken, h, icon, iconButton, type Toast } from "../dom.ts";
import { words } from "../words.ts";

const LIFE = 8000;

/**
 * The live region of short messages. Fed by the page, by fragments swapped into its list, or by
 * the event `toast` (also sent by the server in HX-Trigger). Undo is a real form.
 */
export class Toasts extends HTMLElement {
  #listeners: AbortController | undefined;
  #watch: MutationObserver | undefined;

  connectedCallback(): void {
    this.#listeners = new AbortController();
    document.addEventListener("toast", (event) => this.show((event as CustomEvent<Toast>).detail), {
      signal: this.#listeners.signal,
    });
    const list = this.#list;
    for (const item of list.children) this.#live(item as HTMLElement);
    this.#watch = new MutationObserver((changes) => {
      for (const change of changes) {
        for (const node of change.addedNodes) if (node instanceof HTMLElement) this.#live(node);
      }
    });
    this.#watch.observe(list, { childList: true });
  }

  disconnectedCallback(): void {
    this.#listeners?.abort();
    this.#watch?.disconnect();
  }

  get #list(): HTMLElement {
    const list = this.querySelector<HTMLElement>(".toasts");
    if (list) return list;
    const made = h("ol", { class: "toasts", id: "toasts", "aria-live": "polite" });
    this.append(made);
    return made;
  }

  show(detail: Toast): void {
    const danger = detail.tone === "danger";
    const item = h(
      "li",
      { class: "toast", "data-tone": detail.tone ?? "done" },
      icon(danger ? "circle-alert" : "circle-check"),
      h("span", {}, detail.text),
    );
    if (detail.undo) item.append(this.#undo(detail.undo));
    this.#list.append(item);
  }

  #undo(undo: NonNullable<Toast["undo"]>): HTMLFormElement {
    const fields = { csrfmiddlewaretoken: csrfToken(), next: location.href, ...undo.fields };
    return h(
      "form",
      { method: "post", action: undo.url },
      ...Object.entries(fields).map(([name, value]) => h("input", { type: "hidden", name, value })),
      h("button", { class: "button" }, undo.label ?? words.undo),
    );
  }

  /** Gives a message its closing button and its life, which waits while it is read. */
  #live(item: HTMLElement): void {
    if (item.dataset.ready) return;
    item.dataset.ready = "true";
    const close = iconButton("x", words.close);
    close.addEventListener("click", () => item.remove());
    item.append(close);
    item.addEventListener("submit", (event) => {
      const detail = { form: event.target as HTMLFormElement, item };
      const asked = new CustomEvent("toast:undo", { detail, cancelable: true });
      if (!document.body.dispatchEvent(asked)) event.preventDefault();
    });
    if (item.dataset.tone === "danger") return;
    let timer = 0;
    const stop = (): void => clearTimeout(timer);
    const start = (): void => {
      stop();
      timer = window.setTimeout(() => {
        if (!item.matches(":hover, :focus-within")) item.remove();
      }, LIFE);
    };
    item.addEventListener("pointerenter", stop);
    item.addEventListener("focusin", stop);
    item.addEventListener("pointerleave", start);
    item.addEventListener("focusout", start);
    start();
  }
}
