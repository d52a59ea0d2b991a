import { createRandom } from "./random.ts";

/** What the model says in a stream: its answer, its thinking and then an answer, or the arguments of one tool call. */
export type ReplyKind = "text" | "thinking" | "arguments";

/** What must have arrived at the end of a stream. */
export type Told = { text: string; reasoning: string; arguments: string };

/** A reply and the payloads of the events that carry it. */
export type Reply = { told: Told; payloads: string[] };

const words =
  "的 是 我们 一个 可以 时间 模型 数据 问题 如果 因此 城市 天气 北京 ，\n 。 ： the  model  returns  a  list  of  values , .\n  and  then it  calls " +
  'function  "quoted"  path\\to  – 🙂 tokens  in  every  chunk 12 3.14 ## ** `code` ing tion er un';
const pieces = words.split(" ").filter((piece) => piece !== "");

/** Writes a reply of `count` chunks as Qwen writes one; about half of its words are Chinese. */
export function writeReply(kind: ReplyKind, count: number): Reply {
  const random = createRandom(count + kind.length);
  const told: Told = { text: "", reasoning: "", arguments: "" };
  const payloads: string[] = [];
  const nextPiece = (): string => `${random.below(3) === 0 ? " " : ""}${pieces[random.below(pieces.length)] ?? ""}`;
  const write = (delta: object, end: string | null = null): void => void payloads.push(payload(delta, end));

  // First and last chunks of each kind stand outside the loop: head, finish, usage.
  const body = count - 3;
  if (kind === "arguments") {
    write({ content: null, tool_calls: [callPiece({ id: callId, name: toolName, text: "" })], role: "assistant" });
    for (let at = 0; at < body; at += 1) {
      const inner = JSON.stringify(nextPiece()).slice(1, -1);
      const text = `${at === 0 ? '{"text":"' : ""}${inner}${at === body - 1 ? '"}' : ""}`;
      told.arguments += text;
      write({ content: null, tool_calls: [callPiece({ id: "", text })] });
    }
    write({ content: null }, "tool_calls");
  } else {
    write({ content: "", role: "assistant" });
    const thinking = kind === "thinking" ? Math.floor(body * 0.8) : 0;
    for (let at = 0; at < body; at += 1) {
      const piece = nextPiece();
      const isThinking = at < thinking;
      told[isThinking ? "reasoning" : "text"] += piece;
      write(isThinking ? { content: null, reasoning_content: piece } : { content: piece });
    }
    write({ content: "" }, "stop");
  }
  payloads.push(usagePayload(count));
  return { told, payloads };
}

/** The one tool that is offered in streams of kind `arguments`. */
export const toolName = "write_text";

const callId = "call_eee11723464a4b9eb8cee71d";
const tail = `"created":1770764938,"system_fingerprint":null,"model":"qwen-plus","id":"chatcmpl-8e243c57-23b3-9db2-a02e-e3c53929c368"}`;

/** One chunk as Qwen writes it. */
export function payload(delta: object, finishReason: string | null): string {
  const choice = JSON.stringify({ delta, finish_reason: finishReason, index: 0, logprobs: null });
  return `{"choices":[${choice}],"object":"chat.completion.chunk","usage":null,${tail}`;
}

/** The chunk after the last choice. */
export function usagePayload(count: number): string {
  const usage = { prompt_tokens: 20, completion_tokens: count, total_tokens: count + 20 };
  return `{"choices":[],"object":"chat.completion.chunk","usage":${JSON.stringify(usage)},${tail}`;
}

function callPiece({ id, name, text }: { id: string; name?: string; text: string }): object {
  return { index: 0, id, type: "function", function: { ...(name === undefined ? {} : { name }), arguments: text } };
}
