import type { ChoiceState } from "./dialect.ts";

/** Behind thinking every delta of text says that there is no more of it (recorded). */
export function afterThinking({ thought }: Pick<ChoiceState, "thought">): object {
  return thought ? { reasoning_content: null } : {};
}
