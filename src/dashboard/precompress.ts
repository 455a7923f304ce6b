import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** Writes each file a second and a third time, as `.br` and `.gz`, so that the gateway compresses nothing. */
export function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      for (const [fileName, file] of Object.entries(bundle)) {
        // The page itself is completed when the gateway starts.
        if (fileName.endsWith(".html")) continue;
        const bytes = Buffer.from(file.type === "chunk" ? file.code : file.source);
        const br = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
        this.emitFile({ type: "asset", fileName: `${fileName}.br`, source: br });
        this.emitFile({ type: "asset", fileName: `${fileName}.gz`, source: gzipSync(bytes, { level: 9 }) });
      }
    },
  };
}
