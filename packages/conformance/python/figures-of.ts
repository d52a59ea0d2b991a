/** Tokens of a prompt, of its answer, and of both. */
export type Figures = [prompt: unknown, completion: unknown, total: unknown];

/** The usage that printed payloads tell, in their order, under OpenAI's names or LangChain's. */
export function figuresOf(payload: unknown): Figures[] {
  if (typeof payload !== "object" || payload === null) return [];
  if ("total_tokens" in payload) {
    const { prompt_tokens, input_tokens, completion_tokens, output_tokens, total_tokens } = payload as Record<
      string,
      unknown
    >;
    return [[prompt_tokens ?? input_tokens, completion_tokens ?? output_tokens, total_tokens]];
  }
  return Object.values(payload).flatMap(figuresOf);
}
