import { describe, expect, it } from "vitest";
import { askIn, chromiumPath, openDemo, untilAnswered } from "./open-demo.ts";

/** Says how often it was asked, and what. */
function counting() {
  let times = 0;
  return ({ messages }: { messages: readonly { content?: unknown }[] }) => [
    { say: `${(times += 1)}: ${String(messages.at(-1)?.content)}` },
  ];
}

describe.skipIf(chromiumPath === null)("chats", () => {
  it("are kept over a reload, and go on from there", async () => {
    await using demo = await openDemo({ engine: counting() });
    await askIn(demo.tab, "一");
    await untilAnswered(demo.tab);
    await demo.tab.waitForTimeout(100);
    await demo.tab.reload();
    await demo.tab.getByRole("navigation", { name: "Chats" }).getByRole("button", { name: "一", exact: true }).click();
    expect(await demo.tab.locator(".markdown").innerText()).toBe("1: 一");
    await askIn(demo.tab, "二");
    await untilAnswered(demo.tab);
    expect(demo.emulator.calls[1]?.request.messages.map(({ content }) => content)).toEqual(["一", "1: 一", "二"]);
  });

  it("that a reload interrupts are told as stopped, with what had come", async () => {
    const engine = async function* () {
      yield { say: "开头。" };
      yield { wait: 600_000 };
    };
    await using demo = await openDemo({ engine });
    await askIn(demo.tab, "说");
    await demo.tab.locator(".markdown").waitFor();
    await demo.tab.waitForTimeout(500);
    await demo.tab.reload();
    await demo.tab.getByRole("button", { name: "说", exact: true }).click();
    expect(await demo.tab.locator(".answer").innerText()).toMatch(/开头。[\s\S]*Stopped\./);
  });

  it("stand beside each other, are opened and deleted", async () => {
    await using demo = await openDemo({ engine: counting() });
    const list = demo.tab.getByRole("navigation", { name: "Chats" });
    for (const question of ["甲", "乙"]) {
      await list.getByRole("button", { name: "New chat" }).click();
      await askIn(demo.tab, question);
      await untilAnswered(demo.tab);
    }
    await list.getByRole("button", { name: "甲", exact: true }).click();
    expect(await demo.tab.locator(".markdown").innerText()).toBe("1: 甲");
    expect(demo.emulator.calls[1]?.request.messages).toHaveLength(1);
    await list.getByRole("button", { name: "Delete “甲”" }).click();
    await demo.tab.waitForTimeout(500);
    await demo.tab.reload();
    await list.getByRole("button", { name: "乙", exact: true }).waitFor();
    expect(await list.getByRole("button", { name: "甲", exact: true }).count()).toBe(0);
  });

  it("are asked again, and in other words", async () => {
    await using demo = await openDemo({ engine: counting() });
    const { tab, emulator } = demo;
    await askIn(tab, "一");
    await untilAnswered(tab);
    await tab.getByRole("button", { name: "Try again" }).click();
    await tab.getByText("2: 一").waitFor();
    await askIn(tab, "二");
    await tab.getByText("3: 二").waitFor();
    await untilAnswered(tab);
    await tab.getByText("一", { exact: true }).last().hover();
    await tab.getByRole("button", { name: "Edit" }).first().click();
    const edit = tab.getByRole("textbox", { name: "Edit the question" });
    await edit.fill("三");
    await edit.press("Enter");
    await tab.getByText("4: 三").waitFor();
    expect(await tab.locator(".turn").count()).toBe(1);
    expect(emulator.calls.at(-1)?.request.messages.map(({ content }) => content)).toEqual(["三"]);
  });

  it("go on while another one is shown", async () => {
    const engine = async function* () {
      yield { say: "慢" };
      yield { wait: 700 };
      yield { say: "慢来" };
    };
    await using demo = await openDemo({ engine });
    await askIn(demo.tab, "甲");
    await demo.tab.locator(".markdown").waitFor();
    await demo.tab.getByRole("button", { name: "New chat" }).click();
    await demo.tab.waitForTimeout(1000);
    await demo.tab.getByRole("button", { name: "甲", exact: true }).click();
    expect(await demo.tab.locator(".markdown").innerText()).toBe("慢慢来");
  });

  it("that nobody can read any more are a sentence, not a white page", async () => {
    await using demo = await openDemo({ engine: counting() });
    const { tab } = demo;
    await askIn(tab, "一");
    await untilAnswered(tab);
    await tab.evaluate(
      () =>
        new Promise<void>((resolve) => {
          indexedDB.open("qwire-demo").addEventListener("success", ({ target }) => {
            const chats = (target as IDBOpenDBRequest).result.transaction("chats", "readwrite").objectStore("chats");
            chats.put({ id: "half", title: "坏", changedAt: 1, turns: [{ id: "half" }] }, "half");
            chats.put("nothing of ours", "none");
            chats.transaction.addEventListener("complete", () => resolve());
          });
        }),
    );
    await tab.reload();
    await tab.getByRole("button", { name: "一", exact: true }).waitFor();
    await tab.getByRole("button", { name: "坏", exact: true }).click();
    await tab.getByRole("alert").getByText("Something in this page broke.").waitFor();
    expect(demo.problems.splice(0).length).toBeGreaterThan(0);
    await tab.getByRole("button", { name: "Load again" }).click();
    await tab.getByRole("button", { name: "一", exact: true }).click();
    expect(await tab.locator(".markdown").innerText()).toBe("1: 一");
  });
});
