/** One piece of text as the service frames it. */
export function piece(content: string, finish: string | null = null): string {
  const choices = [{ index: 0, delta: { content }, finish_reason: finish }];
  return `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "m", choices })}\n\n`;
}

export const end = `${piece("", "stop")}data: [DONE]\n\n`;

export const completion = {
  id: "c",
  object: "chat.completion",
  created: 1,
  model: "m",
  choices: [{ index: 0, message: { role: "assistant", content: "Hello" }, finish_reason: "stop" }],
};

export const eventStream = { "content-type": "text/event-stream", "x-request-id": "r-1" };
