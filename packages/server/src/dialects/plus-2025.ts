import type { Dialect } from "./dialect.ts";
import { likeMax } from "./like-max.ts";

/**
 * qwen-plus until January 2026: plain replies with `logprobs` and `system_fingerprint` (recorded), a call that opens with
 * its first arguments and goes on with `id: ""` and no name (sample of the function calling guide, as an SDK prints it).
 */
export const plus2025: Dialect = likeMax({
  callIdLength: 22,
  start: () => null,
  piece: ({ index, id, name, text, first }) =>
    first
      ? [{ index, id, type: "function", function: { name, arguments: text } }]
      : [{ index, id: "", type: "function", function: { name: null, arguments: text } }],
  end: null,
});
