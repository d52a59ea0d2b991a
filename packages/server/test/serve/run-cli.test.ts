import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
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
  const listening = await runCli(["--port", "0", ...argv], {
    print: (line) => lines.push(line),
    environment: {},
  });
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
    for (const line of ["TypeScript ", "Python ", "LangChain ", "curl "]) expect(lines[0]).toContain(line);
    expect(lines[0]).toContain(`base_url="${url}"`);
    expect(new URL(url).hostname).toBe("127.0.0.1");
    expect(lines[1]).toBe("POST /compatible-mode/v1/chat/completions → 200");
  });

  it("plays a script from JSON, patterns between slashes", async () => {
    const file = join(await mkdtemp(join(tmpdir(), "qwire-")), "rules.json");
    await writeFile(file, JSON.stringify([{ when: "/^hi\\b/i", then: [{ say: "from the script" }] }]));
    const { url } = await start("--script", file, "--log", "off");
    expect((await ask(url, "Hi there")).text).toBe("from the script");
  });

  it("answers from another server, records it, and plays it back when it is gone", async () => {
    const tape = join(await mkdtemp(join(tmpdir(), "qwire-")), "tape");
    const keyFile = join(tape, "../key");
    await writeFile(keyFile, "sk-up\n");
    const live = await start("--engine", "echo", "--api-key", "sk-up", "--model", "qwen-plus");
    const recording = await start("--upstream", live.url, "--key-file", keyFile, "--record", tape);
    expect(recording.lines[0]).toContain(` · answers from ${live.url}, records to ${tape}\n`);
    expect((await ask(recording.url, "hello")).text).toBe("hello");
    await Promise.all(open.splice(0).map((listening) => listening.close()));

    const replaying = await start("--replay", tape);
    expect(replaying.lines[0]).toContain(` · replays 1 recording from ${tape}\n`);
    expect((await ask(replaying.url, "hello")).text).toBe("hello");
    expect((await ask(replaying.url, "something else")).status).toBe(404);
    expect(replaying.lines.at(-1)).toMatch(
      /No recording of this request\. The nearest is qwen-plus-\w+\.json, which differs at/,
    );
    const both = await start("--replay", tape, "--record", tape, "--engine", "echo");
    expect((await ask(both.url, "something else")).text).toBe("something else");
    expect((await ask(replaying.url, "something else")).text).toBe("something else");
    expect((await readdir(tape)).length).toBe(2);
    const { lines } = await start("--replay", tape, "--upstream", live.url, "--log", "json");
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      { listening: expect.any(String) as unknown, replay: tape, recordings: 2, upstream: live.url },
    ]);
  });

  it("refuses to play from a folder that holds no recording, unless it is to record there", async () => {
    const folder = await mkdtemp(join(tmpdir(), "qwire-"));
    const remedy = `record one first with --record ${folder}, or look whether the path is right.`;
    await expect(start("--replay", folder)).rejects.toThrow(`--replay ${folder} holds no recording: ${remedy}\nSee: `);
    await writeFile(join(folder, "package.json"), "{}");
    await expect(start("--replay", folder)).rejects.toThrow("holds no recording");
    const withUpstream = ["--replay", folder, "--upstream", "http://127.0.0.1:9/v1"];
    await expect(start(...withUpstream)).rejects.toThrow("holds no recording");
    const filling = await start("--replay", folder, "--record", `${folder}/`);
    expect(filling.lines[0]).toContain(` · replays 0 recordings from ${folder}, records to ${folder}/\n`);
    expect((await ask(filling.url, "hello")).status).toBe(200);
  });

  it("sends the service's key to the service only", async () => {
    const live = await start("--engine", "echo", "--api-key", "sk-real");
    const lines: string[] = [];
    const world = { print: (line: string) => void lines.push(line), environment: { DASHSCOPE_API_KEY: "sk-real" } };
    const front = await runCli(["--port", "0", "--upstream", live.url], world);
    if (front !== null) open.push(front);
    expect((await ask(front?.url ?? "", "hello")).status).toBe(502);
    const own = { ...world, environment: { QWIRE_UPSTREAM_KEY: "sk-real" } };
    const second = await runCli(["--port", "0", "--upstream", live.url], own);
    if (second !== null) open.push(second);
    expect((await ask(second?.url ?? "", "hello")).text).toBe("hello");
  });

  it("counts tokens as Qwen does, with @qwire/tokenizer beside it", async () => {
    const { url, lines } = await start("--engine", "echo");
    const response = await fetch(`${url}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(userAsks("你是谁?")),
    });
    expect(await response.json()).toMatchObject({ usage: { prompt_tokens: 11, completion_tokens: 3 } });
    expect(lines.join()).not.toContain("roughly");
  });

  it("lets in whom it is told to, and fails as it is told to", async () => {
    expect((await ask((await start("--api-key", "sk-1")).url, "hello")).status).toBe(401);
    expect((await ask((await start("--fault", "rate_limited#1")).url, "hello")).status).toBe(429);
    const other = await start("--model", "qwen3-max");
    expect((await ask(other.url, "hello")).status).toBe(404);
    expect(other.lines[1]).toMatch(/→ 404 The model `qwen-plus` does not exist.*\(--model lets it in\)$/);
    const slow = await start("--rpm", "1");
    expect((await ask(slow.url, "hello")).status).toBe(200);
    expect((await ask(slow.url, "hello")).status).toBe(429);
  });

  it("prints lines that run as they are pasted, with the key and the model that are let in", async () => {
    const { lines, url } = await start("--api-key", "sk-1", "--model", "mine", "--log", "off");
    const curl = /^ {2}curl +(curl .*)$/m.exec(lines[0] ?? "")?.[1] ?? "";
    const { stdout } = await promisify(execFile)("bash", ["-c", `${curl} --silent`]);
    expect(JSON.parse(stdout)).toMatchObject({ model: "mine", object: "chat.completion" });
    const openai = /new OpenAI\((\{.*\})\);/.exec(lines[0] ?? "")?.[1];
    expect(openai).toBe(`{ apiKey: "sk-1", baseURL: "${url}" }`);
  });

  it("writes nothing but JSON where a machine reads along", async () => {
    const { url, lines } = await start("--log", "json");
    await ask(url, "hello");
    await fetch(`${url}/nothing`);
    const [first, second, third] = lines.map((line) => JSON.parse(line) as object);
    expect(first).toEqual({ listening: url });
    expect(second).toEqual({
      method: "POST",
      path: "/compatible-mode/v1/chat/completions",
      status: 200,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
    });
    expect(third).toMatchObject({ status: 404, reason: expect.stringMatching(/^Not found\. The base URL/) as unknown });
    expect(JSON.stringify(lines)).not.toContain("hello");
  });

  it("takes any model where it is told to", async () => {
    const { url } = await start("--model", "any");
    const body = JSON.stringify({ ...userAsks("hello"), model: "my-own" });
    const headers = { "content-type": "application/json" };
    expect((await fetch(`${url}/chat/completions`, { method: "POST", headers, body })).status).toBe(200);
  });

  it("plays an older server where it is told to", async () => {
    const { url } = await start("--profile", "2024", "--seed", "7");
    expect(await (await fetch(`${url}/models`)).text()).toContain("qwen-max-longcontext");
  });

  it.each(["SIGINT", "SIGTERM"] as const)("ends cleanly on %s, in the middle of a stream", async (signal) => {
    const cli = join(import.meta.dirname, "../../src/cli.ts");
    const child = spawn(process.execPath, [
      "--conditions=@qwire/source",
      cli,
      "--port",
      "0",
      "--fault",
      "stall>1",
      "--log",
      "json",
    ]);
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const { listening: url } = JSON.parse(String(line)) as { listening: string };
    const response = await fetch(`${url}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...userAsks("hello"), stream: true }),
    });
    const reader = response.body?.getReader();
    await reader?.read();
    child.kill(signal);
    expect(await once(child, "exit")).toEqual([0, null]);
    await expect(reader?.read()).rejects.toThrow();
  });

  it("an unknown option fails the process, and names it", async () => {
    const cli = join(import.meta.dirname, "../../src/cli.ts");
    const run = promisify(execFile)(process.execPath, ["--conditions=@qwire/source", cli, "--nonsense"]);
    await expect(run).rejects.toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/--nonsense[\s\S]*See: qwire-server --help/) as unknown,
    });
  });

  it("prints help and does not listen", async () => {
    const { url, lines } = await start("--help");
    expect(url).toBe("");
    expect(lines.join()).toContain("--fault SPEC");
  });

  it("help shows how one request brings its fault, in a line that runs as it is pasted", async () => {
    const { url } = await start("--log", "off");
    const { lines } = await start("--help");
    const curl = /^ +(curl .*)$/m.exec(lines.join("\n"))?.[1] ?? "";
    const here = curl.replace("http://127.0.0.1:8787/compatible-mode/v1", url);
    const { stdout } = await promisify(execFile)("bash", ["-c", `${here} --silent`]);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: "limit_requests" } });
  });

  it.each([
    [["--nonsense"], /--nonsense/],
    [["--port", "many"], /--port takes a number/],
    [["--engine", "gpt"], /--engine takes answer, echo/],
    [["--fault", "nonsense"], /Unknown fault/],
    [["--script", "/nowhere/rules.json"], /ENOENT/],
    [
      ["--replay", "/nowhere/tape"],
      /^--replay \/nowhere\/tape is no folder: record one first with --record \/nowhere\/tape, or look whether the path is right\.\nSee/,
    ],
    [["--port", "99999"], /^--port takes a number from 0 to 65535, not "99999"\.\nSee: qwire-server --help$/],
    [["--tps", "-1"], /^--tps takes a number above 0, not "-1".*\nSee: qwire-server --help$/],
    [["--rpm", "-1"], /^--rpm takes a number, 0 or more, not "-1"/],
    [["--profile", "2023"], /^--profile takes 2024, 2025, current, not "2023"/],
    [["--log", "xml"], /^--log takes pretty, json, off, not "xml"/],
    [["stray"], /stray/],
    [["--tps", "0"], /^--tps takes a number above 0, not "0"/],
    [["--jitter", "7"], /^--jitter takes a number from 0 to 1, not "7"\.\nSee: qwire-server --help$/],
  ])("%j is refused in one sentence", async (argv, words) => {
    await expect(start(...argv)).rejects.toThrow(words);
  });

  it.each([
    ["{", /rules\.json: .*JSON/],
    ["{}", /rules\.json holds no rules/],
    [[{ whn: 1 }], /rules\.json: rule 1: unknown field `whn`; known are `when`, `then`, `times`/],
    [[{ then: "ok" }, { when: 1, then: "x" }], /rule 2: `when` must be a text or a pattern/],
    [[{ when: "/(/", then: "x" }], /rules\.json: rule 1: `when`/],
    [[{ when: "a" }], /rule 1: `then` must be/],
    [[{ then: [{ sya: "hi" }] }], /rule 1, step 1: unknown field `sya`/],
  ])("a broken script is named with what is wrong: %j", async (rules, words) => {
    const file = join(await mkdtemp(join(tmpdir(), "qwire-")), "rules.json");
    await writeFile(file, typeof rules === "string" ? rules : JSON.stringify(rules));
    await expect(start("--script", file)).rejects.toThrow(words);
  });

  it("a port in use tells the way out", async () => {
    const port = new URL((await start("--log", "off")).url).port;
    await expect(start("--port", port)).rejects.toThrow(`Port ${port} is in use: try --port 0 for any free one.`);
  });

  it("the log tells why a request was refused", async () => {
    const { url, lines } = await start();
    await fetch(`${url}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ model: "qwen-plus" }),
    });
    expect(lines[1]).toBe("POST /compatible-mode/v1/chat/completions → 400 you must provide a messages parameter");
  });
});
