import type { ColumnCases } from "./column-cases.ts";
import { comparisonCases } from "./comparison-cases.ts";
import { documentCases } from "./document-cases.ts";
import { valueCases } from "./value-cases.ts";

/** Columns of every type with operators, and what their filters mean. */
export const columnCases: readonly ColumnCases[] = [...comparisonCases, ...valueCases, ...documentCases];
