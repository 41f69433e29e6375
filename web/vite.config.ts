import { defineConfig } from "vite";
import { iconSprite } from "./build/icons.ts";

export default defineConfig({
  // Relative addresses: the same build works under any static prefix.
  base: "./",
  publicDir: false,
  plugins: [iconSprite()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    // The policy allows neither data: fonts nor data: images.
    assetsInlineLimit: 0,
    modulePreload: false,
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    rollupOptions: {
      input: ["src/main.ts", "src/main.css", "src/calendar/index.ts"],
    },
  },
});
