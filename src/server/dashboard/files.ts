import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { fill } from "./page.ts";

/** A file of the dashboard, in each form that a client may take. */
export interface File {
  readonly type: string;
  /** Whether its name changes with what it holds, so that who has it once never has to ask again. */
  readonly isImmutable: boolean;
  /** By their `content-encoding`, the smallest first. */
  readonly forms: readonly Form[];
}

export interface Form {
  readonly encoding: "br" | "gzip" | "identity";
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly etag: string;
}

export interface FilesOptions {
  /** Where `npm run build` puts them. */
  readonly directory: string;
  /** Whether the page leads to GraphiQL. */
  readonly hasGraphiQL: boolean;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};
const suffixes = { br: ".br", gzip: ".gz" } as const;
const page = "index.html";

/**
 * Reads the dashboard into memory: each file by its path below the page's address, the page itself as "". Undefined where it
 * was not built.
 */
export function readFiles({ directory, hasGraphiQL }: FilesOptions): ReadonlyMap<string, File> | undefined {
  const read = (name: string) => new Uint8Array(readFileSync(join(directory, name)));
  const names = list(directory);
  if (!names.includes(page)) return undefined;
  const files = new Map<string, File>();
  for (const name of names) {
    const type = types[extname(name)];
    if (type === undefined || name === page) continue;
    const forms = [
      ...encodings.flatMap((encoding) => {
        const compressed = `${name}${suffixes[encoding]}`;
        return names.includes(compressed) ? formOf(encoding, read(compressed)) : [];
      }),
      formOf("identity", read(name)),
    ];
    files.set(name, { type, isImmutable: true, forms });
  }
  files.set("", pageFile(fill(new TextDecoder().decode(read(page)), { hasGraphiQL })));
  return files;
}

const encodings = ["br", "gzip"] as const;

/** It is not the same for every gateway, so it is compressed when the gateway starts. */
function pageFile(html: string): File {
  const forms = [
    formOf("br", new Uint8Array(brotliCompressSync(html))),
    formOf("gzip", new Uint8Array(gzipSync(html))),
    formOf("identity", new TextEncoder().encode(html)),
  ];
  return { type: types[".html"] ?? "", isImmutable: false, forms };
}

function formOf(encoding: Form["encoding"], bytes: Uint8Array<ArrayBuffer>): Form {
  return { encoding, bytes, etag: `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"` };
}

function list(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/"));
  } catch {
    return [];
  }
}
