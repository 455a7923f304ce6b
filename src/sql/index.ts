export { type Compiled, compile } from "./compile.ts";
export { type Alias, type Answer, type Bind, type BindScope, type Fragment, isFragment, sql } from "./fragment.ts";
