// A route handler as Next.js and its kin have them: takes the conversation, gives the model's stream as any SDK reads it.
// A call that fails before its stream begins has a status of its own; a page that leaves stops the model.
import { toResponse } from "@qwire/core/route-handler";
import { createClient } from "qwire";
import type { ChatMessage } from "qwire";

const client = createClient();

export async function POST(request: Request): Promise<Response> {
  const { messages } = (await request.json()) as { messages: ChatMessage[] };
  const stream = client.chat.completions.stream({ model: "qwen-plus", messages }, { signal: request.signal });
  return toResponse(stream, { format: "sse" });
}
