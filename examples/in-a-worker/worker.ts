// A worker that answers `/?q=…` with the model's text, as it comes. Whoever leaves stops the model.
import { toResponse } from "@qwire/core/route-handler";
import { createClient } from "qwire";

type Environment = { DASHSCOPE_API_KEY: string; DASHSCOPE_BASE_URL?: string };

export default {
  fetch(request: Request, { DASHSCOPE_API_KEY: apiKey, DASHSCOPE_BASE_URL: baseURL }: Environment): Promise<Response> {
    const content = new URL(request.url).searchParams.get("q") ?? "你是谁?";
    const client = createClient({ apiKey, ...(baseURL === undefined ? {} : { baseURL }) });
    const stream = client.chat.completions.stream(
      { model: "qwen-plus", messages: [{ role: "user", content }] },
      { signal: request.signal },
    );
    // workerd on this machine would compress plain text, and hold it back to do so.
    return toResponse(stream, { format: "text", headers: { "content-encoding": "identity" } });
  },
};
