// Every snippet of the guides runs, each behind the first one of its page.
import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as qwire from "../src/index.ts";

const chunk = (choices: object[], usage: object | null = null): string =>
  `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "qwen-plus", choices, usage })}\n\n`;
const tokens = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 };
const wire = [
  chunk([{ index: 0, delta: { reasoning_content: "想" } }]),
  chunk([{ index: 0, delta: { content: "今天" } }]),
  chunk([{ index: 0, delta: { content: "是雨天。" }, finish_reason: "stop" }]),
  chunk([], tokens),
  "data: [DONE]\n\n",
].join("");
const plain = {
  choices: [{ index: 0, message: { role: "assistant", content: "今天是雨天。" }, finish_reason: "stop" }],
};

beforeEach(() => {
  vi.stubEnv("DASHSCOPE_API_KEY", "sk-of-the-docs");
  vi.stubGlobal("fetch", (_: string, { body = "" }: { body?: string }) =>
    Promise.resolve(
      body.includes('"stream":true')
        ? new Response(wire, { headers: { "content-type": "text/event-stream" } })
        : Response.json(plain),
    ),
  );
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

/** Runs TypeScript as a module's body, and tells what it printed. */
async function run(code: string): Promise<string> {
  const javascript = stripTypeScriptTypes(code).replace(/^import (\{.*\}) from "qwire";$/m, "const $1 = qwire;");
  let printed = "";
  const print = (...what: unknown[]): void => void (printed += what.join(" "));
  const { constructor } = async () => undefined;
  // A boundary: the language has no name for this constructor, and TypeScript no type.
  const AsyncFunction = constructor as new (...code: string[]) => (...values: object[]) => Promise<undefined>;
  const console = { log: print, error: print, warn: print };
  const process = { stdout: { write: print }, stderr: { write: print } };
  await new AsyncFunction("qwire", "console", "process", javascript)(qwire, console, process);
  return printed;
}

describe.for(["stream.md", "retries.md"])("docs/%s", (page) => {
  const text = readFileSync(new URL(`../../../docs/${page}`, import.meta.url), "utf8");
  const [first = "", ...snippets] = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) => code);

  it("has snippets", () => expect(snippets.length).toBeGreaterThan(5));
  it.for(snippets.map((code, at) => [at, code] as const))("snippet %i runs", async ([, code]) => {
    const printed = await run(`${first}\n${code}`);
    if (/console|process/.test(code.replaceAll(/catch[\s\S]*|onWarning.*/g, ""))) expect(printed).not.toBe("");
    expect(printed).not.toMatch(/undefined|\[object/);
  });
});
