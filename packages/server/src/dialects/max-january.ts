import type { Dialect } from "./dialect.ts";
import { likeMax } from "./like-max.ts";

/**
 * qwen3-max, January 2026, parallel calls (captured in LobeHub's tests): the id is repeated once with empty arguments,
 * then left out; from the third call on the first delta already carries arguments.
 */
export const maxJanuary: Dialect = likeMax({
  callIdLength: 24,
  start: ({ index, id, name }) =>
    index >= 2 ? null : [{ id, type: "function", function: { name, arguments: "" }, index }],
  piece({ index, id, name, text, first }) {
    if (!first) return [{ type: "function", function: { arguments: text }, index }];
    if (index >= 2) return [{ id, type: "function", function: { name, arguments: text }, index }];
    return [{ id, type: "function", function: { arguments: text }, index }];
  },
  end: null,
});
