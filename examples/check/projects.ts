import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { findChromium } from "../../apps/demo/test/browser/find-chromium.ts";
import { path, run, serve } from "./programs.ts";
import type { Place } from "./programs.ts";

/** What came, and in how many pieces. */
export type Answer = { text: string; pieces: number };

/** A folder of `examples/`, and how it is run. */
export type Project = {
  name: string;
  /** What it needs and this machine has not, with the remedy; `null` when it can run. */
  lacks?: () => string | null;
  /** Checks its types, does what its README says, and gives what it answered. */
  ask(place: Place): Promise<Answer>;
};

const compiler = join(import.meta.dirname, "../node_modules/.bin/tsc");

/** The slowest first, so that two side by side end together. */
export const projects: readonly Project[] = [
  { name: "in-a-page", lacks: lacksChromium, ask: readPage },
  {
    name: "in-a-worker",
    async ask(place) {
      const answer = await checkAndStart(place);
      const server = await serve("pnpm", ["--silent", "serve"], place);
      const served = await (await fetch(server.origin)).text();
      await server.stop();
      if (served !== answer.text) throw new Error(`\`npm run serve\` answered ${JSON.stringify(served)}`);
      return answer;
    },
  },
  { name: "in-a-route", ask: checkAndStart },
  { name: "on-node", ask: checkAndStart },
  { name: "on-bun", lacks: () => lacksProgram("bun"), ask: checkAndStart },
  {
    name: "on-deno",
    lacks: () => lacksProgram("deno"),
    async ask(place) {
      await run("deno", ["check", "--quiet", "main.ts"], place);
      return run("deno", ["task", "--quiet", "start"], place);
    },
  },
];

async function checkAndStart(place: Place): Promise<Answer> {
  await run(compiler, ["-p", "."], place);
  return run("pnpm", ["--silent", "start"], place);
}

/** Builds the page, serves it as its README says, and looks at it in a real browser. */
async function readPage(place: Place): Promise<Answer> {
  await run(compiler, ["-p", "."], place);
  const server = await serve("pnpm", ["--silent", "start"], place);
  const browser = await chromium.launch({
    executablePath: findChromium() ?? "",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
  try {
    const page = await browser.newPage();
    const failures: string[] = [];
    page.on("pageerror", (error) => failures.push(error.message));
    page.on("requestfailed", (request) => failures.push(`${request.url()} ${request.failure()?.errorText}`));
    await page.goto(server.origin);
    await page.waitForSelector("[data-state=whole]").catch((cause: unknown) => {
      throw new Error(`the page did not get its answer: ${failures.join("; ")}`, { cause });
    });
    const pieces = await page.evaluate(() => document.querySelector("#answer")?.childNodes.length);
    return { text: (await page.textContent("#answer")) ?? "", pieces: pieces ?? 0 };
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** It throws where a browser is owed. */
function lacksChromium(): string | null {
  return findChromium() === null ? "no Chromium" : null;
}

function lacksProgram(name: string): string | null {
  const isHere = path.split(delimiter).some((folder) => existsSync(join(folder, name)));
  return isHere ? null : `${name} is not here: \`pnpm install\` in the root of the repository brings it`;
}
