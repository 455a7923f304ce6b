import { z } from "zod";
import { poolSchema } from "../../src/config/pool.ts";
import { code, printTable } from "./document.ts";

/** The settings of a pool as the configuration checks them. */
export function settingsTable(): string {
  return printTable(["setting", "default", "meaning"], rowsOf(z.toJSONSchema(poolSchema, { io: "input" })));
}

function rowsOf(schema: z.core.JSONSchema.BaseSchema, above = ""): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, setting]) => {
    if (typeof setting === "boolean") throw new Error(`The setting ${key} has no shape.`);
    const name = `${above}${key}`;
    if (setting.properties) return rowsOf(setting, `${name}.`);
    return [[code(name), shown(setting.default), (setting.description ?? "").replaceAll("<", "\\<")]];
  });
}

function shown(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "number" ? value.toLocaleString("en") : code(String(value));
}
