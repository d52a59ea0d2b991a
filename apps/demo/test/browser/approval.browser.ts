import type { Engine } from "@qwire/server";
import { describe, expect, it } from "vitest";
import { askIn, chromiumPath, openDemo, untilAnswered } from "./open-demo.ts";

/** Asks for a new title, then repeats what the tool said. */
const renames: Engine = ({ messages }) => {
  const last = messages.at(-1);
  if (last?.role === "tool") return [{ say: JSON.stringify(last.content) }];
  return [{ call: "rename_chat", with: { title: "下雨天" } }];
};

describe.skipIf(chromiumPath === null)("a tool that asks first", () => {
  it("runs when it is allowed, and not before", async () => {
    await using demo = await openDemo({ engine: renames });
    const { tab } = demo;
    await askIn(tab, "改名");
    const dialog = tab.getByRole("dialog", { name: "May this tool run?" });
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain('"title": "下雨天"');
    expect(await tab.getByRole("heading", { level: 1 }).innerText()).toBe("改名");
    expect(await tab.locator(".tool").innerText()).toContain("needs your approval");
    await dialog.getByRole("button", { name: "Allow" }).click();
    await untilAnswered(tab);
    expect(await tab.getByRole("heading", { level: 1 }).innerText()).toBe("下雨天");
    expect(await tab.locator(".markdown").innerText()).toContain("OK: 下雨天");
  });

  it("does not run when it is refused, and the model hears why", async () => {
    await using demo = await openDemo({ engine: renames });
    const { tab } = demo;
    await askIn(tab, "改名");
    const dialog = tab.getByRole("dialog");
    await dialog.getByRole("textbox").fill("旧名字更好");
    await dialog.getByRole("button", { name: "Refuse" }).click();
    await untilAnswered(tab);
    expect(await tab.getByRole("heading", { level: 1 }).innerText()).toBe("改名");
    expect(await tab.locator(".tool").getAttribute("data-state")).toBe("refused");
    expect(await tab.locator(".markdown").innerText()).toContain("旧名字更好");
  });

  it("waits over Escape and over a reload", async () => {
    await using demo = await openDemo({ engine: renames });
    const { tab } = demo;
    await askIn(tab, "改名");
    await tab.getByRole("dialog").waitFor();
    await tab.keyboard.press("Escape");
    await tab.getByText("This answer waits for your decision.").first().waitFor();
    await tab.waitForTimeout(500);
    await tab.reload();
    await tab.getByRole("button", { name: "改名", exact: true }).click();
    await tab.getByRole("dialog").getByRole("button", { name: "Allow" }).click();
    await untilAnswered(tab);
    expect(await tab.getByRole("heading", { level: 1 }).innerText()).toBe("下雨天");
  });

  it("is asked about one call at a time where several wait", async () => {
    const engine: Engine = ({ messages }) => {
      if (messages.at(-1)?.role === "tool") return [{ say: "好。" }];
      return ["甲", "乙"].map((title) => ({ call: "rename_chat", with: { title } }));
    };
    await using demo = await openDemo({ engine });
    const { tab } = demo;
    await askIn(tab, "改名");
    await tab.getByRole("dialog").getByText('"title": "甲"').waitFor();
    await tab.getByRole("button", { name: "Refuse" }).click();
    await tab.getByRole("dialog").getByText('"title": "乙"').waitFor();
    await tab.getByRole("button", { name: "Allow" }).click();
    await untilAnswered(tab);
    expect(await tab.getByRole("heading", { level: 1 }).innerText()).toBe("乙");
    const states = await tab.locator(".tool").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-state")));
    expect(states).toEqual(["refused", "done"]);
  });
});
