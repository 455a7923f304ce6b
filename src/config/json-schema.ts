import { z } from "zod";
import { configSchema } from "./schema.ts";

/** The JSON Schema of a configuration file, for editors. */
export function configJsonSchema(): object {
  return { title: "Sluice configuration", ...z.toJSONSchema(configSchema, { io: "input", target: "draft-7" }) };
}
