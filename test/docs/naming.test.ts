import { testDocument } from "./document.ts";
import { namingTables } from "./naming-tables.ts";

testDocument({ file: "naming.md", parts: namingTables });
