import { testDocument } from "./document.ts";
import { typesTables } from "./types-tables.ts";

testDocument({ file: "types.md", parts: typesTables });
