import type { WholeChoice } from "./dialect.ts";

/** The message of a plain reply; what there was none of is left out. */
export function wholeMessage({ content, thinking, calls }: WholeChoice): object {
  return {
    content,
    ...(thinking === null ? {} : { reasoning_content: thinking }),
    role: "assistant",
    ...(calls.length === 0 ? {} : { tool_calls: calls.map(wholeCall) }),
  };
}

function wholeCall({ index, id, name, arguments: text }: WholeChoice["calls"][number]): object {
  return { function: { arguments: text, name }, id, index, type: "function" };
}
