import { createEmulator } from "@qwire/server";
import type { Emulator, Engine } from "@qwire/server";
import { listen } from "@qwire/server/node";
import { chromium } from "playwright-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { pageFolder } from "../../src/serve/build-page.ts";
import { demoEngine } from "../../src/serve/demo-engine.ts";
import { servePage } from "../../src/serve/serve-page.ts";
import { findChromium } from "./find-chromium.ts";

export const chromiumPath: string | null = findChromium();

/** What is needed to run as root in a container, and nothing that talks to anybody. */
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"];

let browser: Browser | null = null;

async function openBrowser(): Promise<Browser> {
  // Without UTF-8 it names every file "download" whose name is not ASCII.
  const env = { ...process.env, LC_ALL: "C.UTF-8" };
  browser ??= await chromium.launch({ executablePath: chromiumPath ?? "", args: flags, env });
  return browser;
}

export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = null;
}

/** The demo, opened through its link in a browser that knows nothing yet. */
export type OpenedDemo = AsyncDisposable & { tab: Page; emulator: Emulator; origin: string; problems: string[] };

export type DemoStart = { engine?: Engine; look?: BrowserContextOptions };

/**
 * Serves the built page beside an emulator, both on real sockets. When it is closed, everything the page should never
 * do must not have happened: an error nobody caught, a word of the policy's, a request to anybody else.
 */
export async function openDemo({ engine = demoEngine(), look = {} }: DemoStart = {}): Promise<OpenedDemo> {
  const emulator = createEmulator({ engine });
  const upstream = await listen(emulator);
  const page = await servePage({
    upstream: { kind: "emulator", baseURL: upstream.url, apiKey: "emulator" },
    folder: pageFolder,
    model: "qwen-plus",
    question: "杭州和北京天气怎么样?现在几点了?",
    port: 0,
  });
  const context = await (await openBrowser()).newContext({ locale: "en-US", ...look });
  context.setDefaultTimeout(10_000);
  const tab = await context.newPage();
  const problems: string[] = [];
  tab.on("pageerror", (error) => problems.push(`uncaught: ${error.message}`));
  tab.on("dialog", (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  tab.on("request", (request) => {
    if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(page.origin)) problems.push(request.url());
  });
  tab.on("console", (message) => {
    // What a status of 400 and more is told with; the page tells it better.
    const isKnown = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !isKnown) problems.push(`console: ${message.text()}`);
  });
  await tab.goto(page.link);
  await tab.waitForSelector(".composer");
  return {
    tab,
    emulator,
    origin: page.origin,
    problems,
    async [Symbol.asyncDispose]() {
      await context.close();
      await page.close();
      await upstream.close();
      if (problems.length > 0) throw new Error(`The page did what it must not:\n${problems.join("\n")}`);
    },
  };
}

/** Writes a question and sends it by Enter. */
export async function askIn(tab: Page, question: string): Promise<void> {
  await tab.getByRole("textbox", { name: /^(Message|消息)$/ }).fill(question);
  await tab.keyboard.press("Enter");
}

/** Waits until the last answer is told to be complete. */
export async function untilAnswered(tab: Page): Promise<void> {
  await tab
    .getByRole("status")
    .filter({ hasText: /^(The answer is complete\.|回答完成。)$/ })
    .waitFor({ state: "attached" });
}
