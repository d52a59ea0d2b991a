import { createEmulator, script } from "@qwire/server";
import type { EmulatorOptions } from "@qwire/server";
import { listen } from "@qwire/server/node";
import { loadTokenizer } from "@qwire/tokenizer";

/** Where a sample sends its requests: what the documents write as `base_url` and `api_key`. */
export type SamplePlace = { baseURL: string; apiKey: string; close(): Promise<void> };

/** What the documents' model says of itself; everything else the emulator makes up. */
const engine = script([{ when: /你是[谁誰]/, then: "我是来自阿里云的大规模语言模型,我叫通义千问。" }]);

/** Model Studio where there is a key, an emulator of the document's year where there is none. */
export async function openPlace(profile: EmulatorOptions["profile"] = "2025"): Promise<SamplePlace> {
  const { DASHSCOPE_API_KEY: apiKey = "", DASHSCOPE_BASE_URL: baseURL = "" } = process.env;
  if (apiKey !== "") {
    const address = baseURL || "https://dashscope.aliyuncs.com/compatible-mode/v1";
    return { baseURL: address, apiKey, close: async () => undefined };
  }
  const server = await listen(createEmulator({ profile, engine, tokenizer: await loadTokenizer() }), { port: 0 });
  return { baseURL: server.url, apiKey: "emulator", close: () => server.close() };
}
