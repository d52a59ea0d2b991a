import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { userAsks } from "../support/ask.ts";

const serverRoot = join(import.meta.dirname, "../..");
const { dependencies } = JSON.parse(readFileSync(join(serverRoot, "package.json"), "utf8")) as {
  dependencies: Record<string, string>;
};
const folder = realpathSync(mkdtempSync(join(tmpdir(), "qwire-")));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("qwire-server counts roughly where @qwire/tokenizer is not installed, and says so once", async () => {
  for (const part of ["package.json", "src"]) cpSync(join(serverRoot, part), join(folder, part), { recursive: true });
  for (const name of Object.keys(dependencies)) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(realpathSync(join(serverRoot, "node_modules", name)), link, "junction");
  }
  const words = ["--conditions=@qwire/source", join(folder, "src/cli.ts"), "--port", "0", "--log", "json"];
  const child = spawn(process.execPath, words);
  try {
    let printed = "";
    child.stdout.on("data", (data: Buffer) => (printed += String(data)));
    const gone = once(child, "exit").then(() => Promise.reject(new Error(`It ended, saying ${printed}`)));
    gone.catch(() => {});
    child.stderr.on("data", (data: Buffer) => (printed += String(data)));
    while (printed.split("\n").length < 3) await Promise.race([once(child.stdout, "data"), gone]);
    const [first = "", second = ""] = printed.split("\n");
    expect(second).toBe(
      '{"note":"Tokens are counted roughly. Install @qwire/tokenizer beside this, and they are exact."}',
    );
    const { listening } = JSON.parse(first) as { listening: string };
    const response = await fetch(`${listening}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...userAsks("你是谁?"), stop: [108386] }),
    });
    expect(response.headers.get("x-qwire-note")).toMatch(/token ids in stop are not applied/);
    expect(await response.json()).toMatchObject({ usage: { prompt_tokens: expect.any(Number) as unknown } });
  } finally {
    child.kill();
    if (child.exitCode === null) await once(child, "exit");
  }
});
