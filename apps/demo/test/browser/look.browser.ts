import axe from "axe-core";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { askIn, chromiumPath, openDemo, untilAnswered } from "./open-demo.ts";

type Axe = { run(): Promise<{ violations: Violation[]; passes: unknown[] }> };

type Violation = { id: string; impact: string; nodes: { html: string }[] };

/** What axe finds that is serious or worse. */
async function seriousIn(tab: Page): Promise<string[]> {
  await tab.evaluate(axe.source);
  const found = await tab.evaluate(async () => {
    const { axe: judge } = window as unknown as { axe: Axe };
    const { violations, passes } = await judge.run();
    if (passes.length < 10) throw new Error("axe has hardly looked.");
    return violations.map(({ id, impact, nodes }) => ({ id, impact, html: nodes[0]?.html ?? "" }));
  });
  return found.filter(({ impact }) => /serious|critical/.test(impact)).map(({ id, html }) => `${id}: ${html}`);
}

describe.skipIf(chromiumPath === null)("axe finds nothing serious", () => {
  it.each(["light", "dark"] as const)("in %s colours, wherever one gets", async (colorScheme) => {
    await using demo = await openDemo({ look: { colorScheme, reducedMotion: "reduce" } });
    const { tab } = demo;
    const found: { [where: string]: string[] } = {};
    found["welcome"] = await seriousIn(tab);
    await tab.getByRole("button", { name: "Several tools at once" }).click();
    await untilAnswered(tab);
    await tab.locator(".figures summary").click();
    await askIn(tab, "Show me Markdown");
    await untilAnswered(tab);
    await tab.getByRole("combobox", { name: /go wrong/ }).selectOption("arrears");
    found["armed"] = await seriousIn(tab);
    await askIn(tab, "What is the weather in Atlantis?");
    await tab.getByRole("alert").waitFor();
    await tab.getByRole("button", { name: "Try again" }).last().click();
    await untilAnswered(tab);
    found["answers"] = await seriousIn(tab);
    await tab.getByRole("button", { name: "Parameters" }).click();
    await tab.getByRole("textbox", { name: "temperature" }).fill("9");
    found["parameters"] = await seriousIn(tab);
    await tab.getByRole("button", { name: /^Model: / }).click();
    found["models"] = await seriousIn(tab);
    await tab.keyboard.press("Escape");
    await tab.getByRole("button", { name: "Reset all" }).click();
    await askIn(tab, "Rename this chat to “Rainy days”");
    await tab.getByRole("dialog").waitFor();
    found["approval"] = await seriousIn(tab);
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((where) => [where, []])));
  });
});

describe.skipIf(chromiumPath === null)("the page", () => {
  it("speaks Chinese: by the browser's language, by choice, and in its errors", async () => {
    await using demo = await openDemo({ look: { locale: "zh-CN" } });
    const { tab } = demo;
    expect(await tab.evaluate(() => document.documentElement.lang)).toBe("zh-CN");
    await tab.getByRole("heading", { name: "想问点什么?" }).waitFor();
    await tab.getByRole("combobox", { name: "下一个问题会遇到的故障" }).selectOption("arrears");
    await askIn(tab, "杭州天气怎么样?");
    expect(await tab.getByRole("alert").innerText()).toContain("欠费");
    await tab.getByRole("button", { name: "重试" }).first().click();
    await untilAnswered(tab);
    await tab.getByText(/首字 \d+ ms/).waitFor();
    await tab.getByRole("button", { name: "参数" }).click();
    await tab.getByRole("textbox", { name: "temperature" }).fill("2");
    expect(await tab.locator(".issue[data-severity='error']").innerText()).toMatch(/temperature.*\p{Script=Han}/u);
    await tab.getByRole("button", { name: "Switch to English" }).click();
    await tab.getByRole("heading", { name: "Parameters" }).waitFor();
    await tab.reload();
    await tab.getByRole("heading", { name: "What would you like to ask?" }).waitFor();
  });

  it("is light or dark as the system is, or as one chooses, and remembers", async () => {
    await using demo = await openDemo({ look: { colorScheme: "dark" } });
    const paper = (): Promise<string> => demo.tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await paper();
    await demo.tab.getByRole("button", { name: "Light colours" }).click();
    const light = await paper();
    expect(light).not.toBe(dark);
    await demo.tab.reload();
    await demo.tab.getByRole("button", { name: "Dark colours" }).waitFor();
    expect(await paper()).toBe(light);
  });

  it("fits a phone: nothing wider than the screen, chats behind a button", async () => {
    await using demo = await openDemo({ look: { viewport: { width: 360, height: 720 } } });
    const { tab } = demo;
    const width = (): Promise<number> => tab.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBe(360);
    await askIn(tab, "Show me Markdown");
    await untilAnswered(tab);
    await askIn(tab, "x".repeat(300));
    await untilAnswered(tab);
    expect(await width()).toBe(360);
    const list = tab.getByRole("navigation", { name: "Chats" });
    expect(await list.count()).toBe(0);
    await tab.getByRole("button", { name: "Open the list of chats" }).click();
    await list.getByRole("button", { name: "New chat" }).click();
    await tab.getByRole("heading", { name: "What would you like to ask?" }).waitFor();
    expect(await width()).toBe(360);
  });

  it("is used by keyboard alone", async () => {
    await using demo = await openDemo();
    const { tab } = demo;
    await tab.keyboard.press("Tab");
    await tab.keyboard.press("Enter");
    await tab.keyboard.type("Rename this chat to “Rainy days”");
    await tab.keyboard.press("Enter");
    await tab.getByRole("dialog").waitFor();
    const focused = (): Promise<string> => tab.evaluate(() => document.activeElement?.textContent ?? "");
    for (let at = 0; at < 9 && (await focused()) !== "Allow"; at += 1) await tab.keyboard.press("Tab");
    await tab.keyboard.press("Enter");
    await untilAnswered(tab);
    expect(await tab.getByRole("heading", { level: 1 }).innerText()).toBe("Rainy days");
  });

  it("does not send while a word is being composed", async () => {
    await using demo = await openDemo();
    const { tab } = demo;
    await tab.getByRole("textbox", { name: "Message" }).fill("ni");
    await tab.evaluate(() => {
      const composing = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, isComposing: true });
      document.querySelector("#message")?.dispatchEvent(composing);
    });
    await tab.waitForTimeout(200);
    expect(demo.emulator.calls).toHaveLength(0);
  });
});

describe.skipIf(chromiumPath === null)("what one may choose", () => {
  it("a model, found by what it can, goes along with the question", async () => {
    await using demo = await openDemo();
    const { tab, emulator } = demo;
    await tab.getByRole("button", { name: "Model: qwen-plus" }).click();
    const dialog = tab.getByRole("dialog", { name: "Choose a model" });
    const all = await dialog.getByRole("listitem").count();
    await dialog.getByRole("searchbox").fill("qwen3 vision");
    expect(await dialog.getByRole("listitem").count()).toBeLessThan(all);
    await dialog.getByRole("searchbox").fill("qwen3-max");
    await dialog
      .getByRole("button", { name: /^qwen3-max\s*\S+ context/ })
      .first()
      .click();
    await askIn(tab, "几点了?");
    await untilAnswered(tab);
    expect(emulator.calls[0]?.request.model).toBe("qwen3-max");
  });

  it("parameters, in their ranges, and instructions go along, until they are reset", async () => {
    await using demo = await openDemo();
    const { tab, emulator } = demo;
    await tab.getByRole("button", { name: "Parameters" }).click();
    const temperature = tab.getByRole("textbox", { name: "temperature" });
    await temperature.fill("2.5");
    expect(await temperature.getAttribute("aria-invalid")).toBe("true");
    await tab.getByText("temperature must be 0 or more and below 2, not 2.5.").waitFor();
    await temperature.fill("0.3");
    await tab.getByRole("textbox", { name: "seed" }).fill("2147483647");
    await tab.getByRole("textbox", { name: /Instructions/ }).fill("Be brief.");
    await askIn(tab, "几点了?");
    await untilAnswered(tab);
    expect(emulator.calls[0]?.request).toMatchObject({
      temperature: 0.3,
      seed: 2147483647,
      messages: [{ role: "system", content: "Be brief." }, { role: "user" }],
    });
    await tab.getByRole("button", { name: "Reset all" }).click();
    await tab.getByRole("button", { name: "Tools", exact: true }).click();
    await askIn(tab, "几点了?");
    await tab.locator(".turn").nth(1).locator(".turn-foot").waitFor();
    expect(emulator.calls.at(-1)?.request).not.toHaveProperty("temperature");
    expect(emulator.calls.at(-1)?.request).not.toHaveProperty("tools");
  });
});
