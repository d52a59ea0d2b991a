import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Listening } from "../../src/node.ts";
import { runCli } from "../../src/serve/run-cli.ts";
import { userAsks } from "../support/ask.ts";

const open: Listening[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((listening) => listening.close()));
});

async function start(...argv: string[]): Promise<{ url: string; lines: string[] }> {
  const lines: string[] = [];
  const listening = await runCli(["--port", "0", ...argv], { print: (line) => lines.push(line) });
  if (listening !== null) open.push(listening);
  return { url: listening?.url ?? "", lines };
}

async function ask(url: string, content: string): Promise<{ status: number; text: string | undefined }> {
  const response = await fetch(`${url}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(userAsks(content)),
  });
  const body = (await response.json()) as { choices?: Array<{ message: { content: string } }> };
  return { status: response.status, text: body.choices?.[0]?.message.content };
}

describe("qwire-server", () => {
  it("listens and tells what to paste", async () => {
    const { url, lines } = await start("--engine", "echo");
    expect(await ask(url, "hello")).toEqual({ status: 200, text: "hello" });
    expect(lines[0]).toContain(`base_url="${url}"`);
    expect(lines[1]).toBe("POST /compatible-mode/v1/chat/completions → 200");
  });

  it("plays a script from JSON, patterns between slashes", async () => {
    const file = join(await mkdtemp(join(tmpdir(), "qwire-")), "rules.json");
    await writeFile(file, JSON.stringify([{ when: "/^hi\\b/i", then: [{ say: "from the script" }] }]));
    const { url } = await start("--script", file, "--log", "off");
    expect((await ask(url, "Hi there")).text).toBe("from the script");
  });

  it("lets in whom it is told to, and fails as it is told to", async () => {
    expect((await ask((await start("--api-key", "sk-1")).url, "hello")).status).toBe(401);
    expect((await ask((await start("--fault", "rate_limited#1")).url, "hello")).status).toBe(429);
    expect((await ask((await start("--model", "qwen3-max")).url, "hello")).status).toBe(404);
  });

  it("prints help and does not listen", async () => {
    const { url, lines } = await start("--help");
    expect(url).toBe("");
    expect(lines.join()).toContain("--fault SPEC");
  });

  it.each([
    [["--nonsense"], /--nonsense/],
    [["--port", "many"], /--port takes a number/],
    [["--engine", "gpt"], /--engine takes answer, echo/],
    [["--fault", "nonsense"], /Unknown fault/],
    [["--script", "/nowhere/rules.json"], /ENOENT/],
  ])("%j is refused in one sentence", async (argv, words) => {
    await expect(start(...argv)).rejects.toThrow(words);
  });
});
