import { announce } from "../dom.ts";
import { words } from "../words.ts";

const FIRST = 1000;
const LONGEST = 60_000;
// A page that sent a form gets its answer, were it the one that says the session is closed.
const ANSWER = 2000;

interface Note {
  topic?: string;
  gone?: boolean;
}

/**
 * One stream of changes per browser, whatever the number of pages open: the page that holds the
 * lock reads the stream and tells the others. A page with topics of its own (`data-topics`) has
 * its own stream. A change of `<topic>` becomes the event `live:<topic>` on the body, a stream
 * found again `live:again`; `gone` leads to the sign-in page.
 */
export class Live extends HTMLElement {
  #source: EventSource | undefined;
  #channel: BroadcastChannel | undefined;
  #stop: AbortController | undefined;
  #timer = 0;
  #wait = FIRST;
  #lost = false;
  #heard = false;
  #sent = 0;

  connectedCallback(): void {
    document.addEventListener("submit", this.#submit);
    const url = new URL(this.dataset.url ?? "/live", location.href);
    const topics = this.dataset.topics?.split(/\s+/).filter(Boolean) ?? [];
    for (const topic of topics) url.searchParams.append("topic", topic);
    if (topics.length > 0) {
      this.#connect(url.href);
      return;
    }
    this.#stop = new AbortController();
    this.#channel = new BroadcastChannel("parvis-live");
    this.#channel.onmessage = (event: MessageEvent<Note>) => this.#tell(event.data);
    const { signal } = this.#stop;
    const hold = () =>
      new Promise<void>((release) => {
        signal.addEventListener("abort", () => release());
        this.#connect(url.href);
      });
    navigator.locks.request("parvis-live", { signal }, hold).catch(() => undefined);
  }

  disconnectedCallback(): void {
    document.removeEventListener("submit", this.#submit);
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#channel?.close();
    this.#stop?.abort();
  }

  #submit = (): void => {
    this.#sent = Date.now();
  };

  #connect(url: string): void {
    const source = new EventSource(url);
    this.#source = source;
    source.addEventListener("open", () => {
      this.#wait = FIRST;
      if (this.#lost) announce(words.online);
      this.#lost = false;
      // What changed meanwhile was not heard.
      if (this.#heard) this.#share({ topic: "again" });
      this.#heard = true;
    });
    source.addEventListener("message", (event: MessageEvent<string>) => this.#read(event.data));
    source.addEventListener("gone", () => this.#share({ gone: true }));
    source.addEventListener("error", () => {
      source.close();
      this.#again(url);
    });
  }

  /** Come back later each time, and not all at once after an outage. */
  #again(url: string): void {
    if (!this.#lost && this.#wait > 8 * FIRST) {
      this.#lost = true;
      announce(words.offline);
    }
    const wait = this.#wait * (0.5 + Math.random());
    this.#wait = Math.min(this.#wait * 2, LONGEST);
    this.#timer = window.setTimeout(() => this.#connect(url), wait);
  }

  #read(data: string): void {
    let note: Note;
    try {
      note = JSON.parse(data);
    } catch {
      return;
    }
    if (note.topic) this.#share(note);
  }

  #share(note: Note): void {
    this.#channel?.postMessage(note);
    this.#tell(note);
  }

  #tell(note: Note): void {
    if (note.gone) {
      const here = encodeURIComponent(location.pathname + location.search);
      const leave = () => location.assign(`${this.dataset.signIn ?? "/"}?next=${here}`);
      window.setTimeout(leave, Math.max(0, this.#sent + ANSWER - Date.now()));
      return;
    }
    document.body.dispatchEvent(new CustomEvent(`live:${note.topic}`, { detail: note }));
  }
}
