import "./htmx.ts";
import { define } from "./dom.ts";
import { Card } from "./elements/card.ts";
import { Combobox } from "./elements/combobox.ts";
import { DateField } from "./elements/date.ts";
import { Dialog } from "./elements/dialog.ts";
import { Live } from "./elements/live.ts";
import { Menu } from "./elements/menu.ts";
import { Shortcuts } from "./elements/shortcuts.ts";
import { Tabs } from "./elements/tabs.ts";
import { Theme } from "./elements/theme.ts";
import { Toasts } from "./elements/toasts.ts";

// Toasts first: what the others say at start must find its place.
define("pv-toasts", Toasts);
define("pv-menu", Menu);
define("pv-dialog", Dialog);
define("pv-tabs", Tabs);
define("pv-combobox", Combobox);
define("pv-date", DateField);
define("pv-theme", Theme);
define("pv-card", Card);
define("pv-shortcuts", Shortcuts);
define("pv-live", Live);

// A page that comes back with errors starts at their summary.
document.querySelector<HTMLElement>(".error-summary[tabindex]")?.focus();
