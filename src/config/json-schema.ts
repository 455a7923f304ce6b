import { z } from "zod";
import { configSchema } from "./schema.ts";

/** The JSON Schema of a configuration file, for editors. */
export function configJsonSchema(): object {
  const schema = z.toJSONSchema(configSchema, {
    io: "input",
    target: "draft-7",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      // A function: no JSON is one.
      if (zodSchema._zod.def.type === "custom") jsonSchema.not = {};
    },
  });
  return { title: "Sluice configuration", ...schema };
}
