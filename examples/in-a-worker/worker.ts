// A worker that answers `/?q=…` with the model's text, as it comes. Whoever leaves stops the model.
import { createClient } from "qwire";

type Environment = { DASHSCOPE_API_KEY: string; DASHSCOPE_BASE_URL?: string };

export default {
  async fetch(
    request: Request,
    { DASHSCOPE_API_KEY: apiKey, DASHSCOPE_BASE_URL: baseURL }: Environment,
  ): Promise<Response> {
    const content = new URL(request.url).searchParams.get("q") ?? "你是谁?";
    const client = createClient({ apiKey, ...(baseURL === undefined ? {} : { baseURL }) });
    const stream = client.chat.completions.stream(
      { model: "qwen-plus", messages: [{ role: "user", content }] },
      { signal: request.signal },
    );
    return new Response(stream.toReadableStream("text"), { headers: { "content-type": "text/plain; charset=utf-8" } });
  },
};
