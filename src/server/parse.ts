import {
  type DocumentNode,
  GraphQLError,
  Kind,
  parse,
  type SelectionNode,
  type SelectionSetNode,
  type Source,
  visit,
} from "graphql";
import { isNestedDeeper } from "../lib/index.ts";
import { checkDepth } from "./depth.ts";
import { exceeded, tooDeep } from "./exceeded.ts";

export interface DocumentLimits {
  readonly documentTokens: number;
  readonly depth: number;
}

/**
 * Parses a document, and refuses one that is too large or too deep before anything recurses over it.
 *
 * @throws GraphQLError LIMIT_EXCEEDED, or what the parser has to say.
 */
export function parseWithin(source: string | Source, { documentTokens, depth }: DocumentLimits): DocumentNode {
  const text = typeof source === "string" ? source : source.body;
  // The parser calls itself for every bracket: of selections, of arguments, and of their values.
  if (isNestedDeeper(text, 2 * depth + 1)) throw tooDeep(depth);
  const document = parseTokens(source, documentTokens);
  checkDepth(document, depth);
  return visit(document, { SelectionSet: { leave: withoutRepeats } });
}

function parseTokens(source: string | Source, most: number): DocumentNode {
  try {
    return parse(source, { maxTokens: most, maxComments: most });
  } catch (error) {
    // The parser has no other sign for it.
    const isTooLarge = error instanceof GraphQLError && error.message.endsWith("Parsing aborted.");
    if (!isTooLarge) throw error;
    throw exceeded({
      limit: "documentTokens",
      message: `The document has more than ${most} tokens. Send values as variables, or ask in several operations.`,
    });
  }
}

/**
 * Leaves out fields that stand a second time in a selection. They mean nothing (spec, section 5.3.2), and the validation
 * would compare each with every other.
 */
function withoutRepeats(set: SelectionSetNode): SelectionSetNode | undefined {
  const seen = new Set<string>();
  const selections = set.selections.filter((node) => {
    const key = plainKey(node);
    if (key === undefined) return true;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
  return selections.length === set.selections.length ? undefined : { ...set, selections };
}

function plainKey(node: SelectionNode): string | undefined {
  if (node.kind !== Kind.FIELD || node.selectionSet || node.arguments?.length || node.directives?.length) {
    return undefined;
  }
  return `${node.alias?.value ?? ""}:${node.name.value}`;
}
