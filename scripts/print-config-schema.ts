// Prints schema/config.schema.json: node scripts/print-config-schema.ts > schema/config.schema.json

import { configJsonSchema } from "../src/config/index.ts";

process.stdout.write(`${JSON.stringify(configJsonSchema(), null, 2)}\n`);
