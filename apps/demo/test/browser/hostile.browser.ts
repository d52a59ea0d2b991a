import type { Engine } from "@qwire/server";
import { describe, expect, it } from "vitest";
import { askIn, chromiumPath, openDemo, untilAnswered } from "./open-demo.ts";

const hostile = [
  "<script>window.struck = 1</script>",
  "<img src=x onerror='window.struck = 2'>",
  "<svg onload='window.struck = 3'><iframe srcdoc='<script>parent.struck = 4</script>'></iframe>",
  "[link](javascript:window.struck=5) <javascript:window.struck=6>",
  "![picture](https://third.example/pixel.png)",
  "[data](data:text/html;base64,PHNjcmlwdD4=)",
  "<a href='https://third.example' onclick='window.struck=7'>x</a>",
  '<style>body { background: url("https://third.example/style.png") }</style>',
  "<form action='https://third.example'><button>x</button></form>",
].join("\n\n");

describe.skipIf(chromiumPath === null)("hostile words", () => {
  it.each(["the model's answer", "a tool's result", "the question"])("in %s stay words", async (where) => {
    const engine: Engine = ({ messages }) => {
      if (where === "the question") return [{ say: "好。" }];
      if (where === "the model's answer") return [{ think: hostile }, { say: hostile }];
      const last = messages.at(-1);
      if (last?.role === "tool") return [{ say: typeof last.content === "string" ? last.content : "" }];
      return [{ call: "get_current_weather", with: { location: hostile } }];
    };
    await using demo = await openDemo({ engine });
    const { tab } = demo;
    await askIn(tab, where === "the question" ? hostile : "天气?");
    await untilAnswered(tab);
    expect(await tab.locator(".turn").innerText()).toContain("window.struck = 1");
    const inside = tab.locator(".turn :is(script, img, iframe, style, form:not(.question-edit), svg[onload])");
    expect(await inside.count()).toBe(0);
    expect(await tab.locator(".turn a[href^='javascript'], .turn a[href^='data'], .turn [onclick]").count()).toBe(0);
    for (const link of await tab.locator(".turn a").all()) {
      if ((await link.getAttribute("href")) === "") await link.click();
    }
    expect(await tab.evaluate(() => (window as { struck?: number }).struck)).toBeUndefined();
  });

  it("would be stopped by the policy, too", async () => {
    await using demo = await openDemo();
    // Later, because what a test evaluates itself is spared the policy.
    const outcome = await demo.tab.evaluate(
      () =>
        new Promise<boolean[]>((resolve) => {
          const refused = (act: () => void): boolean => {
            try {
              act();
              return false;
            } catch {
              return true;
            }
          };
          setTimeout(() =>
            resolve([
              refused(() => document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.struck = 1'>")),
              refused(() => void Reflect.construct(Function, ["window.struck = 2"])),
            ]),
          );
        }),
    );
    expect(outcome).toEqual([true, true]);
    expect(demo.problems.splice(0)).toHaveLength(2);
    expect(await demo.tab.evaluate(() => (window as { struck?: number }).struck)).toBeUndefined();
  });
});
