import { fetchTransport } from "@qwire/adapters/fetch";
import { createClient, defineTool } from "@qwire/core";
import type { AnyTool, RunState } from "@qwire/core";
import { fromUIMessages, toDecisions, toUIMessageResponse, toUIMessageStream } from "@qwire/core/ui-message-stream";
import { parseJsonEventStream, readUIMessageStream, uiMessageChunkSchema } from "ai";
import type { UIMessage, UIMessageChunk } from "ai";
import { describe, expect, it } from "vitest";
import { apiKey, served } from "./served.ts";
import { useChat } from "./use-chat.ts";
import { answer, question, weather as weatherTool } from "./weather-tool.ts";

const weather = defineTool(weatherTool);
const partsOf = (message: UIMessage | undefined) =>
  message?.parts.map(({ type, ...rest }) => ("state" in rest ? `${type} ${rest.state}` : type));

const streamOf = (chunks: UIMessageChunk[]): ReadableStream<UIMessageChunk> =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });

describe("what useChat of the AI SDK reads and sends", () => {
  const server = served();
  const chat = () =>
    createClient({ baseURL: server.url, apiKey, transport: fetchTransport(), retry: false }).chat.completions;
  const model = "qwen-plus";

  /** A route handler as docs/route-handlers.md has it. */
  const handlerOf = (tools: AnyTool[], headers: Record<string, string> = {}) => {
    const paused = new Map<string, RunState>();
    return async (request: Request): Promise<Response> => {
      const { id, messages } = (await request.json()) as { id: string; messages: unknown };
      const state = paused.get(id);
      const options = { tools, signal: request.signal };
      const completions = createClient({
        baseURL: server.url,
        apiKey,
        transport: fetchTransport(),
        retry: false,
        headers,
      }).chat.completions;
      const run =
        state === undefined
          ? completions.run({ model, messages: fromUIMessages(messages) }, options)
          : completions.resume(state, toDecisions(messages), options);
      const response = toUIMessageResponse(run, { messageMetadata: ({ usage }) => ({ tokens: usage?.total_tokens }) });
      run.result().then(
        (result) => (result.state ? paused.set(id, result.state) : paused.delete(id)),
        () => undefined,
      );
      return response;
    };
  };

  it("every event is one of its schema", async () => {
    const requests = [
      chat().stream({ model: "qwq-plus", messages: [{ role: "user", content: "你好" }] }),
      chat().run({ model, messages: [{ role: "user", content: question }] }, { tools: [weather] }),
    ];
    for (const source of requests) {
      const chunks: UIMessageChunk[] = [];
      const stream = parseJsonEventStream({ stream: toUIMessageStream(source), schema: uiMessageChunkSchema });
      for await (const parsed of stream) {
        if (!parsed.success) throw parsed.error;
        chunks.push(parsed.value);
      }
      const messages: UIMessage[] = [];
      for await (const message of readUIMessageStream({ stream: streamOf(chunks) })) messages.push(message);
      expect(partsOf(messages.at(-1))?.at(-1)).toBe("text done");
    }
  });

  it("a question with tools, and another one behind it", async () => {
    const page = useChat(handlerOf([weather]));
    await page.sendMessage({ text: question });
    expect(page.error).toBeUndefined();
    expect(page.messages.map(({ role }) => role)).toEqual(["user", "assistant"]);
    const told = page.messages[1];
    expect(partsOf(told)).toEqual([
      "step-start",
      "tool-get_current_weather output-available",
      "step-start",
      "tool-get_current_weather output-available",
      "step-start",
      "text done",
    ]);
    expect(told?.parts.at(-1)).toMatchObject({ text: answer });
    expect(told?.parts[1]).toMatchObject({ input: { location: "杭州" }, output: "杭州今天是雨天。" });
    expect(told?.metadata).toEqual({ tokens: expect.any(Number) });

    await page.sendMessage({ text: "谢谢" });
    const sent = server.emulator.calls.at(-1)?.request.messages;
    expect(sent?.map(({ role }) => role)).toEqual([
      ...["user", "assistant", "tool", "assistant", "tool", "assistant"],
      "user",
    ]);
    expect(page.messages).toHaveLength(4);
  });

  it("thinking apart from the text", async () => {
    const page = useChat(async (request) => {
      const { messages } = (await request.json()) as { messages: unknown };
      return toUIMessageResponse(chat().stream({ model: "qwq-plus", messages: fromUIMessages(messages) }));
    });
    await page.sendMessage({ text: "你好" });
    expect(partsOf(page.messages[1])).toEqual(["step-start", "reasoning done", "text done"]);
    expect(page.messages[1]?.parts[1]).toMatchObject({ text: expect.stringContaining("用户说的是") });
  });

  it.for([true, false])("a call that waits for a person, who says %s", async (approved) => {
    const asked = defineTool({ ...weatherTool, needsApproval: true });
    const page = useChat(handlerOf([asked]));
    await page.sendMessage({ text: "杭州天气怎么样?" });
    expect(partsOf(page.messages[1])).toEqual(["step-start", "tool-get_current_weather approval-requested"]);
    const part = page.messages[1]?.parts[1];
    if (part === undefined || !("approval" in part)) throw new Error("Nobody was asked.");
    await page.addToolApprovalResponse({ id: part.approval?.id ?? "", approved });
    await expect.poll(() => page.status).toBe("ready");
    await expect.poll(() => partsOf(page.messages[1])?.at(-1)).toBe("text done");
    expect(page.messages).toHaveLength(2);
    expect(partsOf(page.messages[1])?.[1]).toBe(`tool-get_current_weather output-${approved ? "available" : "denied"}`);
  });

  it("a call that fails before it begins, and one that breaks off", async () => {
    const refused = useChat(handlerOf([weather], { "x-qwire-fault": "internal_error" }));
    await refused.sendMessage({ text: question });
    expect([refused.status, refused.error?.message]).toEqual(["error", expect.stringMatching(/^The service failed/)]);
    const cut = useChat(handlerOf([], { "x-qwire-fault": "close>3" }));
    await cut.sendMessage({ text: "你好" });
    expect(cut.status).toBe("error");
    expect(cut.error?.message).toBe("The stream ended before the model had finished.");
  });

  it("a page that stops", async () => {
    const page = useChat(handlerOf([], { "x-qwire-fault": "stall>3" }));
    const sending = page.sendMessage({ text: "你好" });
    await expect.poll(() => page.status).toBe("streaming");
    await page.stop();
    await sending;
    expect(page.status).toBe("ready");
    await expect.poll(() => server.emulator.calls.at(-1)?.outcome).toBe("aborted");
  });
});
