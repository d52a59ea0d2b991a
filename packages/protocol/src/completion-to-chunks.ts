import type { ChatCompletion, CompletionChoice } from "./chat-completion.ts";
import type { ChatCompletionChunk, ChunkChoice, ChunkDelta } from "./chat-completion-chunk.ts";

/**
 * Tells a whole reply as the chunks a stream would have brought: a role, the thinking, the text, each tool call, the
 * finish reason of every choice, and the usage last. Folding them gives the reply back.
 */
export function completionToChunks(completion: ChatCompletion): ChatCompletionChunk[] {
  const { choices, usage, object: _, request_id: __, ...head } = completion;
  const chunk = (rest: Pick<ChatCompletionChunk, "choices" | "usage">): ChatCompletionChunk => ({
    ...head,
    object: "chat.completion.chunk",
    ...rest,
  });
  const body = choices.flatMap((choice) => choiceToDeltas(choice).map((piece) => chunk({ choices: [piece] })));
  return usage ? [...body, chunk({ choices: [], usage })] : body;
}

function choiceToDeltas({ index, message, finish_reason, logprobs }: CompletionChoice): ChunkChoice[] {
  const { role, content, reasoning_content, tool_calls, ...rest } = message;
  const deltas: ChunkDelta[] = [{ role, ...rest }];
  if (reasoning_content) deltas.push({ reasoning_content });
  if (content !== null) deltas.push({ content });
  for (const [at, call] of (tool_calls ?? []).entries()) deltas.push({ tool_calls: [{ ...call, index: at }] });
  const pieces: ChunkChoice[] = deltas.map((delta) => ({ index, delta }));
  const first = pieces[0];
  if (first && logprobs) first.logprobs = logprobs;
  return [...pieces, { index, delta: {}, finish_reason: finish_reason ?? null }];
}
