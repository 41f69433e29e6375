import { readFileSync, writeFileSync } from "node:fs";

/** npm records funding addresses whatever its settings; the lock keeps names and hashes only. */
const path = new URL("../package-lock.json", import.meta.url);
const lock: { packages: Record<string, Record<string, unknown>> } = JSON.parse(
  readFileSync(path, "utf8"),
);
for (const entry of Object.values(lock.packages)) {
  delete entry.funding;
  delete entry.resolved;
}
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
