// Installs the packed packages into a copy of each project, away from this repository, and runs each as its README says,
// against the packed emulator on a port: it must give the emulator's answer, in pieces, and end.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installPacked } from "./install-packed.ts";
import { projects } from "./projects.ts";
import type { Project } from "./projects.ts";
import { endPrograms, serve } from "./programs.ts";

const question = { model: "qwen-plus", messages: [{ role: "user", content: "你是谁?" }] };
/** Only who takes the key from the environment is let in. */
const key = "sk-of-the-examples";

const scratch = await mkdtemp(join(tmpdir(), "qwire-examples-"));
const folderOf = (name: string): string => join(scratch, name);
try {
  await installPacked(
    scratch,
    projects.map(({ name }) => name),
  );
  const words = ["--port", "0", "--api-key", key, "--tps", "30", "--log", "off"];
  const emulator = await serve("node_modules/.bin/qwire-server", words, { at: folderOf("on-node"), env: {} });
  const env = { DASHSCOPE_API_KEY: key, DASHSCOPE_BASE_URL: `${emulator.origin}/compatible-mode/v1` };
  const expected = await askWhole(env.DASHSCOPE_BASE_URL);
  console.log(`\n${await tryAll((project) => verdictOf(project, expected, env))}`);
  await emulator.stop();
} finally {
  endPrograms();
  await rm(scratch, { recursive: true, force: true });
}

/** What the emulator answers, by a plain `fetch`: it gives one question one answer. */
async function askWhole(baseURL: string): Promise<string> {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const response = await fetch(`${baseURL}/chat/completions`, {
    method: "POST",
    headers,
    body: JSON.stringify(question),
  });
  if (!response.ok) throw new Error(`The emulator answered ${response.status}: ${await response.text()}`);
  const { choices } = (await response.json()) as { choices: Array<{ message: { content: string } }> };
  return choices[0]?.message.content ?? "";
}

type Verdict = { word: "ok" | "FAIL" | "skip"; reason: string };

/** Two at a time, each told as it ends. Gives the line that counts them. */
async function tryAll(verdict: (project: Project) => Promise<Verdict>): Promise<string> {
  const counts = { ok: 0, FAIL: 0, skip: 0 };
  const waiting = projects.values();
  const takeNext = async (): Promise<void> => {
    for (const project of waiting) {
      const { word, reason } = await verdict(project);
      counts[word] += 1;
      console.log(`${word.padEnd(4)} ${project.name}${reason && `: ${reason}`}`);
    }
  };
  await Promise.all([takeNext(), takeNext()]);
  if (counts.FAIL > 0) process.exitCode = 1;
  return `${counts.ok} passed, ${counts.FAIL} failed, ${counts.skip} skipped`;
}

async function verdictOf(project: Project, expected: string, env: Record<string, string>): Promise<Verdict> {
  try {
    const lacking = project.lacks?.() ?? null;
    if (lacking !== null) return { word: process.env["CI"] === "true" ? "FAIL" : "skip", reason: lacking };
    const { text, pieces } = await project.ask({ at: folderOf(project.name), env });
    if (text.trim() !== expected) {
      return { word: "FAIL", reason: `answered ${JSON.stringify(text)} in place of ${JSON.stringify(expected)}` };
    }
    if (pieces < 2) return { word: "FAIL", reason: "the answer came in one piece: it was not streamed" };
    return { word: "ok", reason: "" };
  } catch (error) {
    return { word: "FAIL", reason: error instanceof Error ? error.message : String(error) };
  }
}
