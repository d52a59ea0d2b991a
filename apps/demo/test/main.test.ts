import { createEmulator } from "@qwire/server";
import { listen } from "@qwire/server/node";
import { describe, expect, it } from "vitest";
import { runDemo } from "./run-demo.ts";

describe("the demo, started as a process", () => {
  it("plays the owner's question through both tools without a key, and ends", async () => {
    const { code, out, err } = await runDemo([]);
    expect(err).toBe("");
    expect(code).toBe(0);
    expect(out.split("\n")[0]).toMatch(/^qwire demo · local emulator \(http:\/\/127\.0\.0\.1:\d+\//);
    expect(out).toContain("杭州和北京天气怎么样?现在几点了?");
    expect(out).toContain('→ get_current_weather {"location":"杭州"}\n← 杭州今天是雨天。');
    expect(out).toContain('→ get_current_weather {"location":"北京"}\n← 北京今天是雨天。');
    expect(out).toMatch(/→ get_current_time \{\}\n← 当前时间:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d。/);
    // Without a terminal nobody is there to open a page.
    expect(out).not.toContain("In a browser");
    expect(out).toMatch(/\(4 rounds · \d+ tokens in, \d+ out\)\n$/);
  });

  it("asks what it is given", async () => {
    const { code, out } = await runDemo(["What time is it?"]);
    expect(code).toBe(0);
    expect(out).toContain("get_current_time");
    expect(out).not.toContain("get_current_weather");
  });

  it("talks to the service when there is a key, and says so first", async () => {
    const server = await listen(createEmulator({ apiKeys: ["sk-right"] }));
    const environment = { DASHSCOPE_API_KEY: "sk-right" };
    const { code, out } = await runDemo(["--base-url", server.url, "--model", "qwen3-max"], { environment });
    await server.close();
    expect(code).toBe(0);
    expect(out.split("\n")[0]).toBe(`qwire demo · Model Studio (${server.url}), model qwen3-max`);
    expect(out).toContain("杭州今天是雨天。");
  });

  it("tells how it is used", async () => {
    const { code, out } = await runDemo(["--help"]);
    expect(code).toBe(0);
    expect(out).toContain("--region NAME");
    expect(out).toContain("--serve");
  });

  it("stops an answer when it is interrupted", async () => {
    // A server that never finishes its answer.
    const endless = createEmulator({ engine: () => [{ say: "还在说" }, { wait: 600_000 }] });
    const server = await listen(endless);
    const { code, out } = await runDemo(["--base-url", server.url], {
      environment: { DASHSCOPE_API_KEY: "any" },
      onOutput: (sofar, kill) => {
        if (sofar.includes("还在说") && !sofar.includes("stopped")) kill("SIGINT");
      },
    });
    await server.close();
    expect(out).toContain("(stopped)");
    expect(code).toBe(130);
  });
});

describe("a mistake is one clear sentence and exit code 1", () => {
  const cases = [
    {
      what: "a wrong flag",
      words: ["--citty"],
      key: "",
      says: /^There is no option --citty\. See: pnpm start --help$/,
    },
    {
      what: "a port that is none",
      words: ["--port", "many"],
      key: "",
      says: /^--port must be a number from 0 to 65535/,
    },
    { what: "a flag without its value", words: ["--model"], key: "", says: /--model.*argument missing.*--help$/ },
    {
      what: "a region that is none",
      words: ["--region", "mars"],
      key: "sk-x",
      says: /^Unknown region "mars": use beijing/,
    },
    {
      what: "an address that is none",
      words: ["--base-url", "nonsense"],
      key: "sk-x",
      says: /^baseURL must be an http/,
    },
    {
      what: "an unreachable host",
      words: ["--base-url", "http://127.0.0.1:1/v1"],
      key: "sk-x",
      says: /could not be reached/,
    },
    { what: "a place without a key", words: ["--region", "beijing"], key: "", says: /set DASHSCOPE_API_KEY/ },
  ];
  it.concurrent.each(cases)("$what", async ({ words, key, says }) => {
    const { code, err } = await runDemo(words, { environment: key === "" ? {} : { DASHSCOPE_API_KEY: key } });
    expect(code).toBe(1);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(err.trim()).toMatch(says);
  });

  it("a refused key", async () => {
    const server = await listen(createEmulator({ apiKeys: ["sk-right"] }));
    const environment = { DASHSCOPE_API_KEY: "sk-wrong" };
    const { code, err } = await runDemo(["--base-url", server.url], { environment });
    await server.close();
    expect(code).toBe(1);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(err).toMatch(/API key was refused.*region/);
    expect(err).not.toContain("sk-wrong");
  });
});
