import { SluiceError } from "../../lib/index.ts";

/** For null where something to filter by is wanted. A comparison with null would match nothing, in silence. */
export function nullValue(path: string): SluiceError {
  const column = path.slice(0, path.lastIndexOf("."));
  const isEquality = /\.(eq|ne)$/.test(path);
  return new SluiceError(
    "BAD_USER_INPUT",
    isEquality
      ? `${path} is null, and nothing equals null. Use ${column}: {isNull: ${path.endsWith(".eq")}} instead.`
      : `${path} is null. Leave it out to filter nothing.`,
  );
}
