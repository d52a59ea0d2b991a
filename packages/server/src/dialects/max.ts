import type { Dialect } from "./dialect.ts";
import { likeMax } from "./like-max.ts";

/**
 * qwen3-max, February 2026 (recorded), and what newer families are taken to do: `id: ""` in continuations, and after
 * each call a delta with empty arguments whose choice lacks `finish_reason` and `logprobs`.
 */
export const max: Dialect = likeMax({
  callIdLength: 24,
  start: ({ index, id, name }) => [{ index, id, type: "function", function: { name, arguments: "" } }],
  piece: ({ index, text }) => [{ index, id: "", type: "function", function: { arguments: text } }],
  end: ({ index }) => [{ function: { arguments: "" }, index, id: "", type: "function" }],
});
