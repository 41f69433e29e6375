/** Light, dark or the system's: applied at once, kept by the server through the form's POST. */
export class Theme extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("submit", this.#submit);
  }

  disconnectedCallback(): void {
    this.removeEventListener("submit", this.#submit);
  }

  #submit = async (event: SubmitEvent): Promise<void> => {
    const form = event.target as HTMLFormElement;
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    const root = document.documentElement;
    if (button.value === "system") delete root.dataset.theme;
    else root.dataset.theme = button.value;
    for (const other of form.querySelectorAll("button")) {
      other.setAttribute("aria-pressed", String(other === button));
    }
    const body = new FormData(form, button);
    await fetch(form.action, { method: "POST", body }).catch(() => undefined);
  };
}
