import { describe, expect, it } from "vitest";
import { listFaults } from "../../src/serve/place-info.ts";
import type { PlaceFault } from "../../src/serve/place-info.ts";
import { askIn, chromiumPath, openDemo, untilAnswered } from "./open-demo.ts";

/** What the page makes of a fault on the way: an answer as if nothing were, or a banner with this code. */
const onTheWay: { readonly [word: string]: string } = {
  latency: "answer",
  stall: "idle_timeout",
  close: "internal_error",
  "no-done": "answer",
  reset: "internal_error",
  "sse-error": "content_rejected",
  "event-error": "quota_throttled",
  "error-finish": "quota_throttled",
  html: "internal_error",
  garbage: "invalid_reply",
  "duplicate-finish": "answer",
  "missing-ids": "answer",
  "wrong-index": "answer",
  "truncated-arguments": "tool_call_truncated",
  comments: "answer",
  "empty-data": "answer",
  bom: "answer",
  crlf: "answer",
  cr: "answer",
  split: "answer",
};

/** The key is the gateway's, so its refusal is none of the page's. */
const ofTheKey = ["missing_api_key", "invalid_api_key", "plan_key_mismatch", "not_authorized"];

function expectedOf({ kind, word }: PlaceFault): string {
  if (kind === "way") return onTheWay[word] ?? "nobody has said";
  return ofTheKey.includes(word) ? "internal_error" : word;
}

/** One visitor meets some faults, one after the other: what came of each, `answer` or a banner's code. */
async function meet(faults: readonly PlaceFault[]): Promise<{ [word: string]: string }> {
  await using demo = await openDemo();
  const { tab } = demo;
  const met: { [word: string]: string } = {};
  for (const { word } of faults) {
    await tab.getByRole("button", { name: "New chat" }).click();
    const picker = tab.getByRole("combobox", { name: "What shall go wrong with the next question" });
    const values = await picker
      .locator("option")
      .evaluateAll((options) => options.map((one) => one.getAttribute("value") ?? ""));
    await picker.selectOption(values.find((value) => value.split(/[>=]/)[0] === word) ?? "not offered");
    await askIn(tab, "杭州天气怎么样?");
    await tab
      .getByRole("status")
      .filter({ hasText: /complete|failed/ })
      .waitFor({ state: "attached", timeout: 20_000 });
    const banner = tab.getByRole("alert");
    met[word] = (await banner.count()) === 0 ? "answer" : await banner.locator("code").first().innerText();
    if (met[word] === "answer") expect(await tab.locator(".markdown").last().innerText()).toContain("杭州今天是雨天。");
  }
  return met;
}

describe.skipIf(chromiumPath === null)("a bad day", () => {
  it("of every kind ends in an answer or a banner with its code, and never in a white page", async () => {
    const faults = listFaults();
    // Most of the time is waiting for another try, so a few visitors do it side by side.
    const shares = [0, 1, 2, 3].map((share) => faults.filter((_, at) => at % 4 === share));
    const met = Object.assign({}, ...(await Promise.all(shares.map(meet)))) as { [word: string]: string };
    expect(met).toEqual(Object.fromEntries(faults.map((fault) => [fault.word, expectedOf(fault)])));
  }, 240_000);

  it("is a banner with sentence, remedy, status and request id, and “Try again” heals it", async () => {
    await using demo = await openDemo();
    const { tab } = demo;
    await tab.getByRole("combobox", { name: /go wrong/ }).selectOption("arrears");
    await askIn(tab, "杭州天气怎么样?");
    const banner = tab.getByRole("alert");
    await banner.waitFor();
    const text = await banner.innerText();
    expect(text).toContain("Access denied, please make sure your account is in good standing.");
    expect(text).toMatch(/arrears\s+HTTP 400\s+Request id\s+[0-9a-f-]{36}/);
    expect((await banner.locator(".banner-remedy").innerText()).length).toBeGreaterThan(10);
    await banner.getByRole("button", { name: "Try again" }).click();
    await untilAnswered(tab);
    expect(await banner.count()).toBe(0);
    expect(await tab.locator(".markdown").innerText()).toContain("杭州今天是雨天。");
  });

  it("that strikes the first try alone is waited out by itself, and said so", async () => {
    await using demo = await openDemo();
    const { tab } = demo;
    await tab.getByRole("combobox", { name: /go wrong/ }).selectOption("rate_limited");
    await tab.getByRole("checkbox", { name: "only the first try" }).check();
    await askIn(tab, "杭州天气怎么样?");
    await tab.getByText(/^rate_limited: next try in [\d.]+ s/).waitFor();
    await untilAnswered(tab);
    expect(await tab.getByRole("alert").count()).toBe(0);
  });

  it("keeps what had come, and the conversation goes on from it", async () => {
    await using demo = await openDemo({
      engine: () => ["一二", "三四", "五六", "七八"].flatMap((say) => [{ say }, { wait: 60 }]),
    });
    const { tab, emulator } = demo;
    await tab.getByRole("combobox", { name: /go wrong/ }).selectOption("reset>3");
    await askIn(tab, "数");
    await tab.getByRole("alert").waitFor();
    const partial = await tab.locator(".markdown").innerText();
    expect(partial).toMatch(/^一二/);
    await askIn(tab, "继续");
    await untilAnswered(tab);
    expect(emulator.calls.at(-1)?.request.messages.map(({ content }) => content)).toEqual(["数", partial, "继续"]);
  });

  it("of the server itself is a sentence and a way back, not a white page", async () => {
    await using demo = await openDemo();
    await askIn(demo.tab, "几点了?");
    await untilAnswered(demo.tab);
    await demo.tab.context().clearCookies();
    await askIn(demo.tab, "天气?");
    await demo.tab.getByRole("alert").getByText("It was started anew: open the link").waitFor();
    await demo.tab.route("**/place.json", (route) => route.abort());
    await demo.tab.reload();
    expect(await demo.tab.locator("body").innerText()).toContain("Open the link from the terminal");
  });
});
