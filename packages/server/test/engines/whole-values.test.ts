import { describe, expect, it } from "vitest";
import { complete, converse, userAsks } from "../support/ask.ts";
import { createEmulator } from "../../src/index.ts";
import { english, simplified, tool } from "../support/tools.ts";

const text = { type: "string" };

describe("values are taken whole and where they belong", () => {
  it.each([
    [
      "Send an email to bob@example.com saying I'll be late",
      tool("send_email", "Send an email", { to: text, body: text }, ["to", "body"]),
      { to: "bob@example.com", body: "I'll be late" },
    ],
    [
      "Send an email to bob@example.com saying I'll be late",
      tool("send_email", "Send an email", { to: text }, ["to"]),
      { to: "bob@example.com" },
    ],
    [
      "Mail my report, bob@example.com",
      tool("mail", "Mail a report", { recipient: { ...text, description: "Email address" } }, ["recipient"]),
      { recipient: "bob@example.com" },
    ],
    [
      "给bob@example.com发邮件",
      tool("send_email", "发邮件", { to: { ...text, description: "收件人邮箱" } }, ["to"]),
      { to: "bob@example.com" },
    ],
    [
      "Fetch the page https://example.com/a?b=1 please",
      tool("fetch_page", "Fetch a web page", { url: text }, ["url"]),
      { url: "https://example.com/a?b=1" },
    ],
    [
      "calculate 12*(3+4)",
      tool("calculate", "Calculate an expression", { expression: text }, ["expression"]),
      { expression: "12*(3+4)" },
    ],
    [
      "What time is it in Asia/Tokyo?",
      tool("get_current_time", "Get the current time", { timezone: text }),
      { timezone: "Asia/Tokyo" },
    ],
    [
      "Convert 100 USD to EUR",
      tool("convert_currency", "Convert an amount", { amount: { type: "number" }, from: text, to: text }, [
        "amount",
        "from",
        "to",
      ]),
      { amount: 100, from: "USD", to: "EUR" },
    ],
    [
      "Convert 100 USD to EUR",
      tool(
        "convert_currency",
        "Convert an amount",
        { amount: { type: "number" }, from_currency: text, to_currency: text },
        ["amount", "from_currency", "to_currency"],
      ),
      { amount: 100, from_currency: "USD", to_currency: "EUR" },
    ],
  ])("%s", async (question, offered, input) => {
    const { choices } = await complete(createEmulator(), userAsks(question, { tools: [offered] }));
    expect(JSON.parse(choices[0]?.message.tool_calls?.[0]?.function.arguments ?? "null")).toEqual(input);
  });

  it("a stroke between two names that are no time zone makes a list", async () => {
    const { rounds } = await converse(userAsks("weather in Zorvania/Quillbrook", { tools: english }));
    expect(rounds.flat()).toEqual(["get_current_weather(Zorvania)", "get_current_weather(Quillbrook)"]);
  });
});

describe("grammar around names", () => {
  const weather = (place: string): string => `get_current_weather(${place})`;
  const time = "get_current_time()";

  it.each([
    ["In Zorvania, what is the weather?", [weather("Zorvania")]],
    ["北京的天气和上海的一样吗", [weather("北京"), weather("上海")]],
    ["从北京到上海,沿途天气如何", [weather("北京"), weather("上海")]],
    ["weather in Oslo, Rome and what time is it", [weather("Oslo"), weather("Rome"), time]],
    ["帮我看看未来三天糖果市的天气预报", [weather("糖果市")]],
    ["weather in Foo Bar City", [weather("Foo Bar City")]],
  ])("%s", async (question, calls) => {
    for (const tools of [simplified, english].slice(0, /[一-龥]/.test(question) ? 1 : 2)) {
      expect((await converse(userAsks(question, { tools }))).rounds.flat()).toEqual(calls);
    }
  });

  it.each([
    "I love this weather",
    "不要查天气,讲个笑话",
    "Don't check the weather, just say hi",
    "Please do not check the weather in Zorvania.",
    "别查北京的天气",
  ])("nothing is called: %s", async (question) => {
    const tools = /[一-龥]/.test(question) ? simplified : english;
    const { rounds, text: said } = await converse(userAsks(question, { tools }));
    expect(rounds).toEqual([]);
    expect(said).toContain("qwire");
  });

  it.each([
    ["Isn't the weather nice in Zorvania?", [weather("Zorvania")]],
    ["不知道北京天气怎么样", [weather("北京")]],
    ["I don't know the weather in Zorvania, tell me", [weather("Zorvania")]],
    ["Don't check the weather, what time is it?", [time]],
    ["不要查天气,现在几点", [time]],
  ])("what is asked in spite of a negation: %s", async (question, calls) => {
    const tools = /[一-龥]/.test(question) ? simplified : english;
    expect((await converse(userAsks(question, { tools }))).rounds.flat()).toEqual(calls);
  });
});
