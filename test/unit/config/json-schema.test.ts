import { readFileSync } from "node:fs";
import { expect, expectTypeOf, test } from "vitest";
import type { z } from "zod";
import { configJsonSchema, type SluiceConfig } from "../../../src/config/index.ts";
import type { configSchema } from "../../../src/config/schema.ts";

test("schema/config.schema.json is what scripts/print-config-schema.ts prints", () => {
  const file = new URL("../../../schema/config.schema.json", import.meta.url);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(configJsonSchema());
});

test("the type and the schema have the same keys", () => {
  type Input = z.input<typeof configSchema>;
  expectTypeOf<keyof Input>().toEqualTypeOf<keyof SluiceConfig>();
  expectTypeOf<Input>().toExtend<SluiceConfig>();
  type Database<Config extends { databases?: unknown }> = Exclude<
    Extract<NonNullable<Config["databases"]>, object>[keyof NonNullable<Config["databases"]>],
    string
  >;
  expectTypeOf<keyof Database<Input>>().toEqualTypeOf<keyof Database<SluiceConfig>>();
});
