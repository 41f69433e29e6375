import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const favicon = new URL("favicon.svg", import.meta.url);
const list = new URL("../icons.json", import.meta.url);
const source = (name: string) =>
  new URL(`../node_modules/lucide-static/icons/${name}.svg`, import.meta.url);

function symbol(name: string): string {
  const svg = readFileSync(source(name), "utf8");
  const shapes = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s+/g, " ").replace(/> </g, "><").trim()}</symbol>`;
}

/** The sprite of the icons listed in icons.json (an unknown name fails the build), and the favicon. */
export function iconSprite(): Plugin {
  return {
    name: "parvis-icons",
    apply: "build",
    generateBundle() {
      const names: string[] = JSON.parse(readFileSync(list, "utf8"));
      const body = [...names].sort().map(symbol).join("\n");
      this.emitFile({
        type: "asset",
        name: "favicon.svg",
        originalFileName: "favicon.svg",
        source: readFileSync(favicon, "utf8"),
      });
      this.emitFile({
        type: "asset",
        name: "icons.svg",
        originalFileName: "icons.svg",
        source: `<svg xmlns="http://www.w3.org/2000/svg">\n${body}\n</svg>\n`,
      });
    },
  };
}
