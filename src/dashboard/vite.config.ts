import { join } from "node:path";
import { defineConfig } from "vite";
import { precompress } from "./precompress.ts";

/** Makes the page that the gateway serves at `/dashboard`. */
export default defineConfig({
  root: import.meta.dirname,
  base: "/dashboard/",
  build: {
    outDir: join(import.meta.dirname, "../../dist/dashboard"),
    emptyOutDir: true,
    target: "es2022",
    // Everything is a file: the page's policy allows nothing inline, not even pictures.
    assetsInlineLimit: 0,
    modulePreload: false,
    // What `npm run build` prints is for people; the bytes are held by a test.
    reportCompressedSize: false,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  plugins: [precompress()],
});
