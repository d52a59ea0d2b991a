import type { Dialect } from "./dialect.ts";
import { likeMax } from "./like-max.ts";

/** deepseek-v3 on the same service (captured in LobeHub's tests): a call opens with its first arguments, then no id. */
export const deepseek: Dialect = likeMax({
  callIdLength: 24,
  start: () => null,
  piece: ({ index, id, name, text, first }) =>
    first
      ? [{ index, id, type: "function", function: { name, arguments: text } }]
      : [{ index, type: "function", function: { arguments: text } }],
  end: null,
});
