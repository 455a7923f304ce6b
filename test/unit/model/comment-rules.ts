import type { Comment } from "../../../src/model/comments.ts";

/** Comments and what they mean: tests, and a table of `docs/naming.md`. */
export const commentRules: readonly { readonly comment: string; readonly means: Partial<Comment> }[] = [
  { comment: "Who buys.", means: { description: "Who buys." } },
  { comment: "Who buys. @name Client", means: { description: "Who buys.", name: "Client" } },
  { comment: "@name unitPrice in cents", means: { description: "in cents", name: "unitPrice" } },
  {
    comment: "Who pays. @field buyer @inverse purchases.",
    means: { description: "Who pays.", field: "buyer", inverse: "purchases" },
  },
  { comment: "Internal. @hidden", means: { description: "Internal.", hidden: true } },
  {
    comment: "Net. @deprecated use total, which has taxes",
    means: { description: "Net.", deprecated: "use total, which has taxes" },
  },
  { comment: "@deprecated", means: { deprecated: "No longer supported" } },
  { comment: "@deprecated: use b @name a", means: { deprecated: "use b", name: "a" } },
  { comment: "Ask @owner first.", means: { description: "Ask @owner first." } },
  { comment: "@name order-item", means: { description: "@name order-item" } },
  { comment: "@name __item", means: { description: "@name __item" } },
];
