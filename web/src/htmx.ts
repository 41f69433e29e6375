import htmx from "htmx.org";
import { announce, csrfToken, toast } from "./dom.ts";
import { words } from "./words.ts";

interface RequestDetail {
  ctx: {
    request: { method: string; headers: Record<string, string> };
    response?: { status: number; headers: Headers };
    target?: Element;
    sourceElement?: Element;
  };
}

// The policy forbids evaluating text: an attribute that asks for it fails by name, at once.
function refused(): never {
  throw new Error("hx-on, js: values and trigger filters are not available in Parvis");
}
const refuse = refused as unknown as FunctionConstructor;
htmx.registerExtension("parvis", {
  init: (api: { initSecurity(policy: null, sync: unknown, async: unknown): void }) =>
    api.initSecurity(null, refuse, refuse),
});

const detail = (event: Event) => (event as CustomEvent<RequestDetail>).detail.ctx;

document.addEventListener("htmx:config:request", (event) => {
  const { request } = detail(event);
  if (!/^(GET|HEAD|QUERY)$/i.test(request.method)) request.headers["X-CSRFToken"] = csrfToken();
});

// What changes by itself must not take the focus from who is writing elsewhere.
const held = new WeakSet<Element>();

document.addEventListener("htmx:before:swap", (event) => {
  const { target, sourceElement: source } = detail(event);
  if (!target) return;
  const asked = source !== target && target.contains(source ?? null);
  if (asked || target.contains(document.activeElement)) held.add(target);
  else held.delete(target);
});

// A fragment that changed says so: its own focus mark first, its own words, else a general one.
document.addEventListener("htmx:after:swap", (event) => {
  const { target } = detail(event);
  if (!target?.isConnected) return;
  const focus = target.querySelector<HTMLElement>(".error-summary, [data-focus]");
  if (focus && held.has(target)) {
    if (!focus.hasAttribute("tabindex")) focus.tabIndex = -1;
    focus.focus();
    return;
  }
  const said = target.querySelector<HTMLElement>("[data-announce]")?.dataset.announce;
  if (!target.closest("[data-quiet], [aria-live]")) announce(said ?? words.pageUpdated);
});

document.addEventListener("htmx:error", () => toast({ text: words.requestFailed, tone: "danger" }));

document.addEventListener("htmx:response:error", (event) => {
  const { response } = detail(event);
  // 4xx pages explain themselves in place; a broken service has nothing to show.
  if (response && response.status >= 500) toast({ text: words.requestFailed, tone: "danger" });
});

// A failed service must not replace what is on screen.
document.addEventListener("htmx:before:swap", (event) => {
  const { response } = detail(event);
  if (response && response.status >= 500) event.preventDefault();
});

export { htmx };
