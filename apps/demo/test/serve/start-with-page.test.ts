import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { pageFolder } from "../../src/serve/build-page.ts";
import { askRaw } from "./ask-raw.ts";

const demo = fileURLToPath(new URL("../..", import.meta.url));
const bin = join(demo, "../../node_modules/.bin");

const hasTerminals = process.platform === "linux" && existsSync("/usr/bin/script");

/** Starts a command, uses the page it serves as a browser would, interrupts it, and tells how it ended. */
async function visit(command: string): Promise<{ code: number | null; out: string; err: string }> {
  const { DASHSCOPE_API_KEY: _, DASHSCOPE_BASE_URL: __, ...inherited } = process.env;
  const env = { ...inherited, NO_COLOR: "1", PATH: `${bin}${delimiter}${inherited["PATH"]}` };
  const child = spawn("sh", ["-c", `exec ${command}`], {
    cwd: demo,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
  let out = "";
  let err = "";
  const serving = new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      if (out.includes("Serving the page until Ctrl-C.")) resolve();
    });
    child.once("close", () => reject(new Error(`It ended early: ${out}${err}`)));
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  await serving;
  const link = /In a browser, once: (\S+)/.exec(out)?.[1] ?? "";
  await usePage(link);
  // As Ctrl-C does: to all of them, because the command may be a wrapper around another.
  process.kill(-(child.pid ?? 0), "SIGINT");
  const code = await closed;
  await expect(askRaw(link), "nobody listens any more").rejects.toThrow();
  return { code, out, err };
}

async function usePage(link: string): Promise<void> {
  const { origin } = new URL(link);
  const entered = await askRaw(link);
  expect(entered.status).toBe(303);
  const headers = { cookie: String(entered.headers["set-cookie"]).split(";")[0] ?? "", origin };
  const index = await askRaw(`${origin}/`, { headers });
  expect(index.status).toBe(200);
  const script = /src="([^"]+)"/.exec(index.body)?.[1] ?? "";
  expect((await askRaw(origin + script, { headers })).status).toBe(200);
  const messages = [{ role: "user", content: "你好" }];
  const answered = await askRaw(`${origin}/compatible-mode/v1/chat/completions`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ model: "qwen-plus", messages, stream: true }),
  });
  expect(answered.status).toBe(200);
  expect(answered.body).toMatch(/data: \[DONE\]\s*$/);
}

it("--serve plays the tour, builds the page where there is none, and serves it until it is interrupted", async () => {
  await rm(pageFolder, { recursive: true, force: true });
  const { code, out, err } = await visit(
    `"${process.execPath}" --conditions=@qwire/source src/main.ts --serve --port 0`,
  );
  expect(out).toContain("北京今天是雨天。");
  expect(err.trim()).toBe("(building the web page)");
  expect(code).toBe(0);
});

it.skipIf(!hasTerminals)("at a terminal the page stands beside the tour, without being asked for", async () => {
  const command = `"${process.execPath}" --conditions=@qwire/source src/main.ts --port 0`;
  // A terminal of util-linux; what is typed is the end of the input, which leaves.
  const child = spawn("script", ["-qec", command, "/dev/null"], { cwd: demo, stdio: ["pipe", "pipe", "inherit"] });
  const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
  let out = "";
  await new Promise<void>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      if (out.includes("4 rounds")) resolve();
    });
  });
  await usePage(/In a browser, once: (\S+)/.exec(out)?.[1] ?? "");
  child.stdin.end("\u0004");
  expect(await closed).toBe(0);
});

it("the same starts on Deno by its task, with no more permissions than it needs", async () => {
  const { tasks } = JSON.parse(await readFile(join(demo, "deno.json"), "utf8")) as DenoConfig;
  expect(tasks.start.command).not.toMatch(/--allow-(all|run|ffi|sys|write)|-A\b|--allow-(net|env|read)(\s|$)/);
  await promisify(execFile)("sh", ["-c", tasks.build], {
    cwd: demo,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env["PATH"]}` },
  });
  const { code, out, err } = await visit(`${tasks.start.command} --serve --port 0`);
  expect(out).toContain("北京今天是雨天。");
  expect(err).toBe("");
  // Deno of npm is wrapped in a Node that dies of the same signal.
  expect([0, null]).toContain(code);
});

type DenoConfig = { tasks: { build: string; start: { command: string } } };
