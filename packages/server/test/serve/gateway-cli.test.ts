import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { createEmulator } from "../../src/index.ts";
import type { Engine } from "../../src/index.ts";
import { listen } from "../../src/node.ts";
import type { Listening } from "../../src/node.ts";
import { runCli } from "../../src/serve/run-cli.ts";
import { userAsks } from "../support/ask.ts";

const open: Listening[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((listening) => listening.close()));
});

let folder = "";
let tokenFile = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "qwire-"));
  tokenFile = await file("tokens", "# who asks\nann token-of-ann-123456\nbob  token-of-bob-123456 # on loan\n");
});

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

async function service(engine: Engine = () => "hi"): Promise<string> {
  const listening = await listen(createEmulator({ apiKeys: ["sk-real"], engine }));
  open.push(listening);
  return listening.url;
}

async function start(argv: readonly string[], environment: Record<string, string> = { DASHSCOPE_API_KEY: "sk-real" }) {
  const lines: string[] = [];
  const world = { print: (line: string) => void lines.push(line), environment };
  const listening = await runCli(["gateway", "--port", "0", ...argv], world);
  if (listening !== null) open.push(listening);
  return { url: listening?.url ?? "", lines };
}

type Asking = { headers?: Record<string, string>; stream?: boolean };

function ask(url: string, token: string, { headers = {}, stream = false }: Asking = {}): Promise<Response> {
  return fetch(`${url}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}`, ...headers },
    body: JSON.stringify({ ...userAsks("hello"), stream }),
  });
}

describe("qwire-server gateway", () => {
  it("lets in who has a token, and says who asked what", async () => {
    const upstream = await service();
    const { url, lines } = await start(["--token-file", tokenFile, "--model", "qwen-plus", "--upstream", upstream]);
    expect((await ask(url, "token-of-nobody-1")).status).toBe(401);
    const reply = (await (await ask(url, "token-of-bob-123456")).json()) as {
      choices: Array<{ message: { content: string } }>;
    };
    expect(reply.choices[0]?.message.content).toBe("hi");
    expect(lines).toEqual([
      `qwire gateway · ${url} · qwen-plus · for no web page (--origin lets one)`,
      expect.stringMatching(/^401 refused · invalid_api_key · \d+ ms$/) as string,
      expect.stringMatching(/^200 bob · qwen-plus · complete · \d+ tokens · \d+ ms$/) as string,
    ]);
  });

  it("takes the key from a file, the service from the environment, limits and pages", async () => {
    const keyFile = await file("key", "sk-real\n");
    const argv = ["--token-file", tokenFile, "--key-file", keyFile, "--model", "qwen-plus", "--rpm", "1"];
    const page = "https://chat.example.com";
    const { url, lines } = await start([...argv, "--origin", page, "--log", "json"], {
      DASHSCOPE_BASE_URL: await service(),
    });
    expect((await ask(url, "token-of-ann-123456", { headers: { origin: page } })).status).toBe(200);
    expect((await ask(url, "token-of-ann-123456")).status).toBe(429);
    expect((await ask(url, "token-of-bob-123456", { headers: { origin: "https://evil.example" } })).status).toBe(403);
    const told = lines.map((line) => JSON.parse(line) as { listening?: string; who?: string; status?: number });
    expect(told[0]).toEqual({ listening: url });
    expect(told.slice(1).map(({ who, status }) => [who, status])).toEqual([
      ["ann", 200],
      ["ann", 429],
      [null, 403],
    ]);
  });

  it("tells what it needs", async () => {
    const model = ["--model", "qwen-plus"];
    await expect(start(model)).rejects.toThrow(/needs --token-file[\s\S]*See: qwire-server gateway --help$/);
    await expect(start(["--token-file", tokenFile])).rejects.toThrow(/needs --model/);
    await expect(start(["--token-file", tokenFile, ...model], {})).rejects.toThrow(/needs the service's key/);
    await expect(start(["--token-file", join(folder, "none"), ...model])).rejects.toThrow(/cannot be read/);
    await expect(start(["--token-file", tokenFile, "--key-file", join(folder, "none"), ...model])).rejects.toThrow(
      /cannot be read/,
    );
    await expect(start(["--origin", "x", "--token-file", tokenFile, ...model])).rejects.toThrow(/is no origin/);
    const texts: Array<[string, RegExp]> = [
      ["", /holds no token/],
      ["ann\n", /line 1 is to be a name and a token/],
      ["\nann short-secret\n", /token of line 2 is shorter/],
      ["ann a-long-enough-secret more\n", /line 1 is to be/],
    ];
    for (const [text, words] of texts) {
      const wrong = start(["--token-file", await file("wrong", text), ...model]);
      await expect(wrong).rejects.toThrow(words);
      await expect(wrong).rejects.toThrow(/^(?!.*secret)/);
    }
    expect((await start(["--help"])).lines[0]).toMatch(/--token-file FILE[\s\S]*--streams N/);
  });

  it("runs as a command, and when it is told to end lets what runs end first", async () => {
    const go = Promise.withResolvers<void>();
    const upstream = await service(async function* () {
      yield { say: "now" };
      await go.promise;
      yield { say: "later" };
    });
    const cli = join(import.meta.dirname, "../../src/cli.ts");
    const argv = ["gateway", "--port=0", "--token-file", tokenFile, "--model", "qwen-plus", "--upstream", upstream];
    const child = spawn(process.execPath, ["--conditions=@qwire/source", cli, ...argv], {
      env: { ...process.env, DASHSCOPE_API_KEY: "sk-real" },
    });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const url = /http:\S+/.exec(String(line))?.[0] ?? "";
    const reply = await ask(url, "token-of-ann-123456", { stream: true });
    expect(reply.status).toBe(200);
    child.kill("SIGTERM");
    await refuses(url);
    go.resolve();
    expect(await reply.text()).toMatch(/later[\s\S]*\[DONE\]\n\n$/);
    expect(await once(child, "exit")).toEqual([0, null]);
  });
});

/** Until nobody listens there any more. */
async function refuses(url: string): Promise<void> {
  const isHeard = (): Promise<boolean> =>
    fetch(`${url}/models`).then(
      () => true,
      () => false,
    );
  while (await isHeard()) await new Promise((resolve) => setTimeout(resolve, 10));
}
