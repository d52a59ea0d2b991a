import type { ChatRequest, Tokenizer, Usage } from "@qwire/protocol";

/** Adds up what a reply costs, as its texts go by. */
export type UsageCount = {
  add(kind: "text" | "thinking", text: string): void;
  override(figures: Partial<Usage>): void;
  total(): Usage;
};

/** Starts counting for a request. Reasoning is part of the completion, as recorded. */
export function countUsage(request: ChatRequest, tokenizer: Tokenizer): UsageCount {
  const written = { text: "", thinking: "" };
  let figures: Partial<Usage> = {};
  return {
    add(kind, text) {
      written[kind] += text;
    },
    override(more) {
      figures = { ...figures, ...more };
    },
    total() {
      const reasoning = tokenizer.count(written.thinking);
      const prompt_tokens = figures.prompt_tokens ?? countPrompt(request, tokenizer);
      const completion_tokens = figures.completion_tokens ?? tokenizer.count(written.text) + reasoning;
      return {
        prompt_tokens,
        completion_tokens,
        total_tokens: prompt_tokens + completion_tokens,
        ...(reasoning > 0 ? { completion_tokens_details: { reasoning_tokens: reasoning } } : {}),
        prompt_tokens_details: { cached_tokens: 0 },
        ...figures,
      };
    },
  };
}

/** Each message costs its text and about four tokens of frame; tools cost their JSON. */
export function countPrompt({ messages, tools }: ChatRequest, { count }: Tokenizer): number {
  const texts = messages.map((message) =>
    typeof message.content === "string" ? message.content : JSON.stringify(message.content ?? ""),
  );
  const calls = messages.flatMap((message) => (message.role === "assistant" ? (message.tool_calls ?? []) : []));
  const extras = [
    ...calls.map((call) => JSON.stringify(call.function)),
    ...(tools ?? []).map((tool) => JSON.stringify(tool)),
  ];
  return 3 + 4 * messages.length + [...texts, ...extras].reduce((sum, text) => sum + count(text), 0);
}
