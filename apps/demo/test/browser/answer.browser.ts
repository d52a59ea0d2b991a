import { readFile } from "node:fs/promises";
import type { Engine } from "@qwire/server";
import { describe, expect, it } from "vitest";
import { askIn, chromiumPath, openDemo, untilAnswered } from "./open-demo.ts";

const slowly = (text: string) =>
  async function* () {
    for (const say of text) {
      yield { say };
      yield { wait: 20 };
    }
  };

/** A chunk exactly as it shall stand on the wire. */
function frameOf(delta: object, finish_reason: string | null = null): { frame: string } {
  const chunk = { id: "chatcmpl-1", object: "chat.completion.chunk", created: 1, model: "qwen-plus" };
  return { frame: JSON.stringify({ ...chunk, choices: [{ index: 0, delta, finish_reason }], usage: null }) };
}

describe.skipIf(chromiumPath === null)("an answer", () => {
  it("to the owner's question streams through both tools", async () => {
    await using demo = await openDemo();
    await demo.tab.getByRole("button", { name: "Two cities and the time" }).click();
    await untilAnswered(demo.tab);
    const rows = demo.tab.getByRole("list", { name: "Tool calls" }).getByRole("listitem");
    expect(await rows.count()).toBe(3);
    const [hangzhou, beijing, time] = await rows.allInnerTexts();
    expect(hangzhou).toMatch(/^get_current_weather\n\s*\d+ ms\n+\{"location": ?"杭州"\}\n+杭州今天是雨天。$/);
    expect(beijing).toContain("北京今天是雨天。");
    expect(time).toMatch(/^get_current_time[\s\S]*当前时间:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d。$/);
    expect(await demo.tab.locator(".markdown").innerText()).toMatch(
      /杭州今天是雨天。.*北京今天是雨天。.*\d\d:\d\d:\d\d/,
    );
    // Asked in one reply, so they ran side by side.
    expect(demo.emulator.calls).toHaveLength(2);
    const figures = demo.tab.locator(".figures");
    expect(await figures.innerText()).toMatch(/first token \d+ ms · \d+ tokens\/s · \d+ tokens in, \d+ out/);
    await figures.locator("summary").click();
    expect(await figures.locator("svg rect.bar-tool").count()).toBe(3);
    expect(await figures.locator("tbody tr").count()).toBe(2);
    const widths = await figures
      .locator(".figure-bar rect")
      .evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute("width"))));
    expect(widths.toSorted((a, b) => a - b).slice(-2)).toEqual([44, 44]);
  });

  it("appears piece by piece", async () => {
    await using demo = await openDemo({ engine: slowly("一二三四五六七八九十".repeat(12)) });
    await askIn(demo.tab, "数到十");
    const answer = demo.tab.locator(".markdown");
    await answer.waitFor();
    const lengths: number[] = [];
    for (let at = 0; at < 3; at += 1) {
      lengths.push((await answer.innerText()).length);
      await demo.tab.waitForTimeout(400);
    }
    const [first = 0, second = 0, third = 0] = lengths;
    expect(first).toBeLessThan(second);
    expect(second).toBeLessThan(third);
    expect(third).toBeLessThan(120);
  });

  it.each(["button", "Escape"])("stops by %s within 200 ms, upstream too, and can be asked again", async (way) => {
    await using demo = await openDemo({ engine: slowly("还在说".repeat(500)) });
    await askIn(demo.tab, "说下去");
    await demo.tab.locator(".markdown").waitFor();
    const { tab, emulator } = demo;
    await tab.evaluate(() => {
      const told = window as unknown as { pressedAt: number; stoppedAt: number };
      const press = (): void => void (told.pressedAt ??= Date.now());
      addEventListener("click", press, true);
      addEventListener("keydown", press, true);
      new MutationObserver(() => {
        if (document.querySelector(".stopped") !== null) told.stoppedAt ??= Date.now();
      }).observe(document.body, { childList: true, subtree: true });
    });
    const closed = new Promise<number>((resolve) => {
      const look = (): void => {
        if (emulator.calls[0]?.outcome === "aborted") resolve(Date.now());
        else setTimeout(look, 2);
      };
      look();
    });
    if (way === "button") await tab.getByRole("button", { name: "Stop" }).click();
    else await tab.keyboard.press("Escape");
    const closedAt = await closed;
    await tab.locator(".stopped").waitFor();
    const { pressedAt, stoppedAt } = await tab.evaluate(() => {
      const told = window as unknown as { pressedAt: number; stoppedAt: number };
      return { pressedAt: told.pressedAt, stoppedAt: told.stoppedAt };
    });
    expect(stoppedAt - pressedAt).toBeLessThan(200);
    expect(closedAt - pressedAt).toBeLessThan(200);
    expect(await tab.locator(".markdown").innerText()).toContain("还在说");
    expect(await tab.getByRole("button", { name: "Try again" }).count()).toBe(1);
  });

  it("shows its thinking with a timer, folded once it answers", async () => {
    const engine = async function* () {
      for (const think of "先想一想天气如何呢") {
        yield { think };
        yield { wait: 120 };
      }
      yield { say: "下雨。" };
    };
    await using demo = await openDemo({ engine });
    await demo.tab.getByRole("button", { name: "Thinking", exact: true }).click();
    await askIn(demo.tab, "天气?");
    const thinking = demo.tab.getByRole("button", { name: /^Thinking … \d/ });
    await thinking.waitFor();
    const before = await thinking.innerText();
    await demo.tab.waitForTimeout(300);
    expect(await thinking.innerText()).not.toBe(before);
    expect(await demo.tab.locator(".thinking-text").innerText()).toContain("先想");
    await untilAnswered(demo.tab);
    const thought = demo.tab.getByRole("button", { name: /^Thought for [\d.]+ m?s$/ });
    expect(await thought.getAttribute("aria-expanded")).toBe("false");
    await thought.click();
    expect(await demo.tab.locator(".thinking-text").innerText()).toBe("先想一想天气如何呢");
    expect(demo.emulator.calls[0]?.request.enable_thinking).toBe(true);
  });

  it("is Markdown, with coloured code that can be copied", async () => {
    await using demo = await openDemo({ look: { permissions: ["clipboard-read", "clipboard-write"] } });
    await askIn(demo.tab, "Show me Markdown");
    await untilAnswered(demo.tab);
    const answer = demo.tab.locator(".markdown");
    expect(await answer.locator("h2, strong, table, ol ul").count()).toBe(4);
    expect(await answer.locator("pre .hljs-keyword").count()).toBeGreaterThan(2);
    await answer.getByRole("button", { name: "Copy code" }).click();
    await answer.getByRole("button", { name: "Copied" }).waitFor();
    expect(await demo.tab.evaluate(() => navigator.clipboard.readText())).toContain(
      'import { createClient } from "qwire";\n',
    );
    expect(await answer.locator("a").first().getAttribute("rel")).toContain("noopener");
  });

  it("shows arguments as they grow, and runs nothing before they are whole", async () => {
    const engine: Engine = async function* ({ messages }) {
      if (messages.at(-1)?.role === "tool") return yield { say: "好。" };
      const call = { index: 0, id: "call_1", type: "function" };
      const name = "get_current_weather";
      yield frameOf({ tool_calls: [{ ...call, function: { name, arguments: '{"location": "杭' } }] });
      yield { wait: 1000 };
      yield frameOf({ tool_calls: [{ ...call, id: "", function: { arguments: '州"}' } }] });
      yield frameOf({}, "tool_calls");
    };
    await using demo = await openDemo({ engine });
    await askIn(demo.tab, "天气?");
    const row = demo.tab.getByRole("list", { name: "Tool calls" }).getByRole("listitem");
    await row.getByText('{"location": "杭', { exact: true }).waitFor();
    expect(await row.getAttribute("data-state")).toBe("writing");
    await untilAnswered(demo.tab);
    expect(await row.getAttribute("data-state")).toBe("done");
    expect(await row.innerText()).toMatch(/\{"location": "杭州"\}\s+杭州今天是雨天。$/);
  });

  it("goes on behind a dialog that Escape closes", async () => {
    await using demo = await openDemo({ engine: slowly("还在说".repeat(100)) });
    await askIn(demo.tab, "说下去");
    await demo.tab.locator(".markdown").waitFor();
    await demo.tab.getByRole("button", { name: /^Model: / }).click();
    await demo.tab.keyboard.press("Escape");
    await demo.tab.getByRole("dialog").waitFor({ state: "hidden" });
    expect(await demo.tab.locator(".stopped").count()).toBe(0);
    await demo.tab.keyboard.press("Escape");
    await demo.tab.locator(".stopped").waitFor();
  });

  it("is saved as a file, as Markdown and as messages", async () => {
    await using demo = await openDemo({ engine: () => [{ say: "下雨。" }] });
    await askIn(demo.tab, "天气?");
    await untilAnswered(demo.tab);
    for (const [name, ending, holds] of [
      ["As Markdown", ".md", "# 天气?\n\n> 天气?\n\n下雨。"],
      ["As messages (JSON)", ".json", '"content": "天气?"'],
    ] as const) {
      await demo.tab.getByLabel("Export this chat").click();
      const [download] = await Promise.all([
        demo.tab.waitForEvent("download"),
        demo.tab.getByRole("button", { name }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(new RegExp(`\\${ending}$`));
      expect(await readFile(await download.path(), "utf8")).toContain(holds);
    }
  });
});
