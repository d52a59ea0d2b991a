import type { Tokenizer } from "@qwire/protocol";

/** Exact tokens, where `@qwire/tokenizer` is installed; `null` where it is not. */
export async function loadExactTokens(): Promise<Tokenizer | null> {
  try {
    const { loadTokenizer } = await import("@qwire/tokenizer");
    return await loadTokenizer();
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** What is told where it is not installed. */
export const roughTokens = "Tokens are counted roughly. Install @qwire/tokenizer beside this, and they are exact.";

function isAbsent(error: unknown): boolean {
  return error instanceof Error && Reflect.get(error, "code") === "ERR_MODULE_NOT_FOUND";
}
