import {
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type ListValueNode,
  type ObjectValueNode,
  type SelectionSetNode,
  visit,
} from "graphql";
import { tooDeep } from "./exceeded.ts";

/**
 * Checks how deep a document is nested: selections within selections, through fragments, and values within values.
 *
 * @throws GraphQLError LIMIT_EXCEEDED
 */
export function checkDepth(document: DocumentNode, most: number): void {
  visit(document, valueDepth(most));
  const heights = new SelectionHeights(document, most);
  for (const definition of document.definitions) {
    if ("selectionSet" in definition && definition.selectionSet) heights.of(definition.selectionSet, 0);
  }
}

function valueDepth(most: number): ASTVisitor {
  let depth = 0;
  const count = {
    enter(node: ListValueNode | ObjectValueNode) {
      depth += 1;
      if (depth > most) throw tooDeep(most, node);
    },
    leave() {
      depth -= 1;
    },
  };
  return { ListValue: count, ObjectValue: count };
}

/** How many selections stand in one another. Each fragment is opened once, however often it is spread. */
class SelectionHeights {
  readonly #most: number;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #heights = new Map<string, number>();

  constructor(document: DocumentNode, most: number) {
    this.#most = most;
    this.#fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
      ),
    );
  }

  /** @param above how many selections this one stands in already. */
  of(set: SelectionSetNode, above: number): number {
    if (above >= this.#most) throw tooDeep(this.#most, set);
    let height = 0;
    for (const node of set.selections) {
      if (node.kind === Kind.FRAGMENT_SPREAD) {
        const below = this.#ofFragment(node.name.value, above + 1);
        if (above + 1 + below > this.#most) throw tooDeep(this.#most, node);
        height = Math.max(height, below);
      } else if (node.selectionSet) {
        height = Math.max(height, this.of(node.selectionSet, above + 1));
      }
    }
    return height + 1;
  }

  #ofFragment(name: string, above: number): number {
    const known = this.#heights.get(name);
    if (known !== undefined) return known;
    const fragment = this.#fragments.get(name);
    // A fragment that spreads itself, or one that is not there, is refused by the validation.
    this.#heights.set(name, 0);
    const height = fragment ? this.of(fragment.selectionSet, above) : 0;
    this.#heights.set(name, height);
    return height;
  }
}
