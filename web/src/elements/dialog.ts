import { htmx } from "../htmx.ts";

/**
 * A modal window on the native `<dialog>`. Anything with `data-dialog="<id of the dialog>"` opens
 * it; a link also brings its page's fragment into `[data-fill]`, and stays a plain link without
 * script or when the fragment does not come.
 */
export class Dialog extends HTMLElement {
  #trigger: HTMLElement | null = null;
  #pressed: EventTarget | null = null;

  connectedCallback(): void {
    const dialog = this.dialog;
    if (!dialog || dialog.dataset.ready) return;
    dialog.dataset.ready = "true";
    dialog.addEventListener("pointerdown", (event) => {
      this.#pressed = event.target;
    });
    dialog.addEventListener("click", (event) => {
      const target = event.target as Element;
      const veil = target === dialog && this.#pressed === dialog;
      if (veil || target.closest("[data-close]")) dialog.close();
    });
    dialog.addEventListener("close", this.#restore);
    if (dialog.dataset.open !== undefined) this.open(null);
  }

  get dialog(): HTMLDialogElement | null {
    return this.querySelector("dialog");
  }

  open(trigger: HTMLElement | null): void {
    this.#trigger = trigger;
    if (this.dialog && !this.dialog.open) this.dialog.showModal();
  }

  async fill(trigger: HTMLAnchorElement): Promise<void> {
    const place = this.querySelector("[data-fill]");
    if (!place) return this.open(trigger);
    try {
      const headers = { "HX-Request": "true", "HX-Target": this.dialog?.id ?? "" };
      const response = await fetch(trigger.href, { headers, signal: AbortSignal.timeout(5000) });
      if (!response.ok || response.redirected) throw new Error(String(response.status));
      const text = await response.text();
      this.open(trigger);
      await htmx.swap({ text, target: place, sourceElement: place, swap: "innerHTML" });
    } catch {
      location.assign(trigger.href);
    }
  }

  #restore = (): void => {
    const back = this.#trigger?.isConnected
      ? this.#trigger
      : document.querySelector<HTMLElement>("main h1");
    back?.focus();
    this.#trigger = null;
  };
}

function hostOf(id: string): Dialog | null {
  const host = document.getElementById(id)?.closest("pv-dialog");
  return host instanceof Dialog ? host : null;
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const trigger = (event.target as Element).closest<HTMLElement>("[data-dialog]");
  const host = trigger && hostOf(trigger.dataset.dialog ?? "");
  if (!trigger || !host) return;
  event.preventDefault();
  if (trigger instanceof HTMLAnchorElement) void host.fill(trigger);
  else host.open(trigger);
});

// The server closes a window with the header HX-Trigger: dialog:close.
document.addEventListener("dialog:close", () => {
  for (const dialog of document.querySelectorAll<HTMLDialogElement>("pv-dialog > dialog[open]")) {
    dialog.close();
  }
});
