import type { Dialect } from "./dialect.ts";
import { likeMax } from "./like-max.ts";

/**
 * Omni and thinking vision models (sample of the function calling guide; captured in LobeHub's tests): the first delta of
 * a call has no arguments, all others repeat its id, and the arguments begin with a blank.
 */
export const omni: Dialect = likeMax({
  callIdLength: 24,
  start: ({ index, id, name }) => [{ index, id, type: "function", function: { name } }],
  piece: ({ index, id, text, first }) => [
    { index, id, type: "function", function: { arguments: first ? ` ${text}` : text } },
  ],
  end: null,
});
