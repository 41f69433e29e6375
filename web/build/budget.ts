import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
}

const dist = new URL("../dist/", import.meta.url);
const manifest: Record<string, Chunk> = JSON.parse(
  readFileSync(new URL("manifest.json", dist), "utf8"),
);
const size = (file: string) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;

function scripts(key: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`${key} is missing from the manifest`);
  if (seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const next of chunk.imports ?? []) scripts(next, seen);
  return seen;
}

function weigh(label: string, files: Iterable<string>, limit: number): boolean {
  const total = [...files].reduce((sum, file) => sum + size(file), 0);
  const line = `${label}: ${(total / 1000).toFixed(1)} kB gzip of ${limit / 1000} kB`;
  process.stdout.write(`${total > limit ? "OVER  " : "within"} ${line}\n`);
  return total <= limit;
}

const shared = scripts("src/main.ts");
const island = [...scripts("src/calendar/index.ts")].filter((file) => !shared.has(file));
const results = [
  weigh("scripts of a page", shared, 40_000),
  weigh("styles of a page", [manifest["src/main.css"]?.file ?? ""], 25_000),
  weigh("calendar island", island, 20_000),
];
if (results.includes(false)) process.exitCode = 1;
