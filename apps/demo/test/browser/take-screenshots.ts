// Writes the pictures of the README: pnpm --filter demo screenshots. Needs a Chromium, and a font with Chinese in it.
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { buildPage } from "../../src/serve/build-page.ts";
import { askIn, closeBrowser, openDemo, untilAnswered } from "./open-demo.ts";

const folder = fileURLToPath(new URL("../../../../docs/images", import.meta.url));
const viewport = { width: 1180, height: 860 };

await mkdir(folder, { recursive: true });
await buildPage();
for (const colorScheme of ["light", "dark"] as const) {
  await using demo = await openDemo({ look: { viewport, colorScheme, reducedMotion: "reduce" } });
  await tellStory(demo.tab);
  await demo.tab.screenshot({ path: `${folder}/web-demo-${colorScheme}.png` });
}
await closeBrowser();

/** Thinking, several tools at once, one that fails, an answer and its figures. */
async function tellStory(tab: Page): Promise<void> {
  await askIn(tab, "Show me Markdown");
  await untilAnswered(tab);
  await tab.getByRole("button", { name: "New chat" }).click();
  await tab.getByRole("button", { name: "Two cities and the time" }).click();
  await untilAnswered(tab);
  await tab.getByRole("button", { name: "New chat" }).click();
  await tab.getByRole("button", { name: "Thinking", exact: true }).click();
  await askIn(tab, "What is the weather in Hangzhou, Beijing and Atlantis?");
  await untilAnswered(tab);
  await tab.locator(".figures summary").click();
  await tab.locator("#message").focus();
  await tab.mouse.move(0, 0);
  await tab.waitForTimeout(300);
}
