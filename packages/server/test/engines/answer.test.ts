import { describe, expect, it } from "vitest";
import { answer, createEmulator } from "../../src/index.ts";
import { complete, converse, userAsks } from "../support/ask.ts";
import { english, simplified, tool, traditional } from "../support/tools.ts";

const weather = (place: string): string => `get_current_weather(${place})`;
const time = "get_current_time()";

describe("the owner's question", () => {
  it("is answered over four rounds, one call a round", async () => {
    const { rounds, text } = await converse(userAsks("杭州和北京天气怎么样?现在几点了?", { tools: simplified }));
    expect(rounds).toEqual([[weather("杭州")], [weather("北京")], [time]]);
    expect(text).toBe("根据工具的结果：杭州今天是雨天。北京今天是雨天。2026-01-02 03:04:05。");
  });

  it("takes one round with parallel_tool_calls", async () => {
    const request = userAsks("杭州和北京天气怎么样?现在几点了?", { tools: simplified, parallel_tool_calls: true });
    expect((await converse(request)).rounds).toEqual([[weather("杭州"), weather("北京"), time]]);
  });

  it("is understood in traditional script, with the tools of either document", async () => {
    for (const tools of [traditional, simplified]) {
      const { rounds, text } = await converse(userAsks("杭州和北京天氣怎麼樣?現在幾點了?", { tools }));
      expect(rounds).toEqual([[weather("杭州")], [weather("北京")], [time]]);
      expect(text).toMatch(/^根據工具的結果/);
    }
  });

  it("is understood in English, with English and with Chinese tools", async () => {
    for (const tools of [english, simplified]) {
      const question = "How is the weather in Hangzhou and Beijing? And what time is it now?";
      const { rounds, text } = await converse(userAsks(question, { tools }), (name) =>
        name.endsWith("time") ? "It is 3 pm" : "rain",
      );
      expect(rounds).toEqual([[weather("Hangzhou")], [weather("Beijing")], [time]]);
      expect(text).toBe("According to the tools: Hangzhou: rain. Beijing: rain. It is 3 pm.");
    }
  });
});

describe("answer calls only what is asked for", () => {
  it.each(["现在几点了?", "现在几点?", "一个小时后几点", "現在幾點了?", "What time is it?", "what's the time now"])(
    "the clock: %s",
    async (question) => {
      expect((await converse(userAsks(question, { tools: simplified }))).rounds).toEqual([[time]]);
    },
  );

  it.each([
    ["北京天气如何?", "北京"],
    ["How's the weather in Springfield?", "Springfield"],
    ["现在北京天气怎么样", "北京"],
    ["请问落星镇今天天气如何", "落星镇"],
    ["呼和浩特的天气", "呼和浩特"],
    ["长春天气怎么样", "长春"],
    ["天津和平区的天气", "天津和平区"],
    ["What's the weather like in the town of Port Ellara?", "Port Ellara"],
    ["Can you check the weather in zorvania for me please?", "zorvania"],
    ["Zorvania's weather", "Zorvania"],
    ["HOW IS THE WEATHER IN ZORVANIA", "ZORVANIA"],
    ["Zorvania weather forecast", "Zorvania"],
    ["我现在在云梦州，这里天气怎么样", "云梦州"],
    ["I am going to Zorvania. What's the weather there?", "Zorvania"],
  ])("the weather: %s", async (question, place) => {
    expect((await converse(userAsks(question, { tools: simplified }))).rounds).toEqual([[weather(place)]]);
  });

  it.each([
    "你是谁?",
    "你好",
    "我想知道你的名字",
    "谢谢你",
    "hello",
    "Who are you?",
    "Tell me a joke",
    "你好,介紹一下你自己",
  ])("nothing: %s", async (question) => {
    for (const tools of [simplified, traditional, english]) {
      const { rounds, text } = await converse(userAsks(question, { tools }));
      expect(rounds).toEqual([]);
      expect(text).toContain(question);
    }
  });

  it.each([
    ["北京天气怎么样?那上海呢?", ["北京", "上海"]],
    ["落星镇，青岚县的天气怎么样", ["落星镇", "青岚县"]],
    ["我在杭州,北京天气怎么样", ["北京"]],
    ["仁和镇与太和县天气好不好", ["仁和镇", "太和县"]],
    ["What's the weather in Zorvania? What about Port Ellara?", ["Zorvania", "Port Ellara"]],
    ["weather in Zorvania, Port Ellara & New Quillbrook?", ["Zorvania", "Port Ellara", "New Quillbrook"]],
    ["Zorvania and Port Ellara weather", ["Zorvania", "Port Ellara"]],
    ["Zorvania天气怎么样？Port Ellara呢？", ["Zorvania", "Port Ellara"]],
    ["落星镇天气怎样，那青岚县呢？", ["落星镇", "青岚县"]],
    ["比较一下落星镇和云梦州的天气", ["落星镇", "云梦州"]],
    ["帮忙看看落星镇、云梦州、青岚县三个地方的天气", ["落星镇", "云梦州", "青岚县"]],
    [
      "What is the weather in Zorvania, Port Ellara, and New Quillbrook today?",
      ["Zorvania", "Port Ellara", "New Quillbrook"],
    ],
    ["How's the weather in Zorvania compared to Port Ellara?", ["Zorvania", "Port Ellara"]],
    ["Hi, how's the weather in St. Ellara?", ["St. Ellara"]],
  ])("each place named: %s", async (question, places) => {
    expect((await converse(userAsks(question, { tools: simplified }))).rounds).toEqual(
      places.map((place) => [weather(place)]),
    );
  });

  it.each([
    ["杭州的天气和现在的时间", [weather("杭州"), time]],
    ["北京天气怎么样现在几点了", [weather("北京"), time]],
    ["现在几点北京天气怎么样", [time, weather("北京")]],
    ["Tell me the weather for Port Ellara and the time", [weather("Port Ellara"), time]],
    ["What's the weather in Zorvania and what time is it?", [weather("Zorvania"), time]],
    ["what's the time and the weather in Zorvania", [time, weather("Zorvania")]],
  ])("both tools from one sentence: %s", async (question, calls) => {
    expect((await converse(userAsks(question, { tools: simplified }))).rounds.flat()).toEqual(calls);
  });

  it("asks back for what a tool needs and nobody said", async () => {
    const { rounds, text } = await converse(userAsks("天气怎么样?", { tools: simplified }));
    expect(rounds).toEqual([]);
    expect(text).toBe("要调用 get_current_weather，还需要知道 `location`（城市或县区），请补充。");
  });

  it("answers the rest and asks back for what is missing", async () => {
    const { rounds, text } = await converse(userAsks("What time is it? And the weather?", { tools: english }));
    expect(rounds).toEqual([[time]]);
    expect(text).toContain("I still need `location` (City or county)");
  });
});

describe("answer in a longer conversation", () => {
  it("asks the last user message only, and knows what an elliptic question leaves out", async () => {
    const emulator = createEmulator();
    const request = userAsks("北京天气怎么样?", { tools: simplified });
    const first = await complete(emulator, request);
    const call = first.choices[0]?.message;
    const { rounds } = await converse({
      ...request,
      messages: [
        ...request.messages,
        { ...call, role: "assistant", content: "" },
        { role: "tool", tool_call_id: call?.tool_calls?.[0]?.id ?? "", content: "晴天" },
        { role: "assistant", content: "北京是晴天。" },
        { role: "user", content: "那上海呢?" },
      ],
    });
    expect(rounds).toEqual([[weather("上海")]]);
  });

  it("takes tool messages without tool_call_id, as both documents write them", async () => {
    const calls = [
      {
        id: "call_1",
        type: "function" as const,
        function: { name: "get_current_weather", arguments: '{"location":"杭州"}' },
      },
    ];
    const { choices } = await complete(createEmulator(), {
      model: "qwen-plus",
      tools: simplified,
      messages: [
        { role: "user", content: "杭州天气怎么样?" },
        { role: "assistant", content: "", tool_calls: calls },
        { role: "tool", name: "get_current_weather", content: "杭州今天是雨天。 " },
      ],
    });
    expect(choices[0]?.message.content).toBe("根据工具的结果：杭州今天是雨天。");
  });

  it("ends although a client changes the arguments on their way back", async () => {
    const emulator = createEmulator();
    const request = userAsks("杭州天气怎么样?", { tools: simplified });
    const messages = [...request.messages];
    for (let round = 0; round < 5; round++) {
      const message = (await complete(emulator, { ...request, messages })).choices[0]?.message;
      if (!message?.tool_calls) break;
      const calls = message.tool_calls.map((call) => ({ ...call, function: { ...call.function, arguments: "{}" } }));
      messages.push(
        { role: "assistant", content: "", tool_calls: calls },
        { role: "tool", tool_call_id: calls[0]?.id ?? "", content: "雨" },
      );
    }
    expect(messages.at(-1)?.role).toBe("tool");
    expect(messages).toHaveLength(3);
  });

  it("tells JSON results as their fields", async () => {
    const { text } = await converse(
      userAsks("weather in Zorvania", { tools: english }),
      () => '{"sky":"clear","degrees":21}',
    );
    expect(text).toBe("According to the tools: Zorvania: sky: clear, degrees: 21.");
  });
});

describe("answer obeys tool_choice", () => {
  it("none: calls nothing", async () => {
    expect((await converse(userAsks("北京天气如何?", { tools: simplified, tool_choice: "none" }))).rounds).toEqual([]);
  });

  it("a function: calls it and no other, even when nothing asks for it", async () => {
    const tool_choice = { type: "function" as const, function: { name: "get_current_weather" } };
    const ask = (question: string): ReturnType<typeof converse> =>
      converse(userAsks(question, { tools: simplified, tool_choice }));
    expect((await ask("北京天气如何?现在几点?")).rounds).toEqual([[weather("北京")]]);
    expect((await ask("hello")).rounds).toEqual([[weather("hello")]]);
  });

  it("required: calls something, once", async () => {
    const { rounds } = await converse(userAsks("hello", { tools: simplified, tool_choice: "required" }));
    expect(rounds).toEqual([[time]]);
  });
});

describe("answer fills arguments from the words and the schema", () => {
  const flight = tool(
    "book_flight",
    "Book a flight",
    {
      from: { type: "string" },
      to: { type: "string" },
      date: { type: "string", format: "date" },
      passengers: { type: "integer" },
      cabin: { enum: ["economy", "business"] },
    },
    ["from", "to", "date", "cabin"],
  );

  it.each([
    [
      "Book a flight from Zorvania to Port Ellara on 2026-11-03 for 2 passengers",
      { from: "Zorvania", to: "Port Ellara", date: "2026-11-03", passengers: 2, cabin: "economy" },
    ],
    [
      "Book a business flight to Port Ellara from Zorvania on 2026-11-03",
      { from: "Zorvania", to: "Port Ellara", date: "2026-11-03", cabin: "business" },
    ],
  ])("%s", async (question, input) => {
    const { choices } = await complete(createEmulator(), userAsks(question, { tools: [flight] }));
    expect(JSON.parse(choices[0]?.message.tool_calls?.[0]?.function.arguments ?? "")).toEqual(input);
  });

  it.each([
    [
      "What is 15 multiplied by 7?",
      tool(
        "calculator",
        "Perform arithmetic: multiply, add.",
        { a: { type: "number" }, b: { type: "number" }, operation: { enum: ["add", "multiply"] } },
        ["a", "b", "operation"],
      ),
      { a: 15, b: 7, operation: "multiply" },
    ],
    ["Search AI news", tool("search", "Search info", { query: { type: "string" } }, ["query"]), { query: "AI news" }],
    [
      "搜索人工智能新闻",
      tool("search", "搜索互联网信息", { query: { type: "string" } }, ["query"]),
      { query: "人工智能新闻" },
    ],
    [
      "把“你好”翻译成日文",
      tool("translate", "翻译文本", { text: { type: "string" }, target: { enum: ["英文", "日文"] } }, [
        "text",
        "target",
      ]),
      { text: "你好", target: "日文" },
    ],
    [
      "send an email to bob@example.com",
      tool("send_email", "Send an email", { to: { type: "string", format: "email" }, urgent: { type: "boolean" } }, [
        "to",
      ]),
      { to: "bob@example.com" },
    ],
    [
      "compare prices of Zorb and Quill",
      tool("compare_prices", "Compare prices", { products: { type: "array", items: { type: "string" } } }, [
        "products",
      ]),
      { products: ["Zorb", "Quill"] },
    ],
    [
      "create a user named Zed aged 42",
      tool(
        "create_user",
        "Create a user",
        {
          profile: {
            type: "object",
            properties: { name: { type: "string" }, age: { type: "integer" } },
            required: ["name", "age"],
          },
        },
        ["profile"],
      ),
      { profile: { name: "Zed", age: 42 } },
    ],
    [
      "weather in Zorvania for 3 days in fahrenheit",
      tool(
        "forecast",
        "Weather forecast",
        {
          place: { anyOf: [{ type: "string" }, { type: "null" }] },
          days: { type: "integer", default: 1 },
          unit: { enum: ["celsius", "fahrenheit"] },
        },
        ["place", "days"],
      ),
      { place: "Zorvania", days: 3, unit: "fahrenheit" },
    ],
    [
      "weather in Zorvania",
      tool(
        "forecast",
        "Weather forecast",
        { place: { type: "string" }, days: { type: "integer", default: 1 }, source: { const: "web" } },
        ["place", "days"],
      ),
      { place: "Zorvania", days: 1, source: "web" },
    ],
  ])("%s", async (question, offered, input) => {
    const { choices } = await complete(createEmulator(), userAsks(question, { tools: [offered] }));
    expect(JSON.parse(choices[0]?.message.tool_calls?.[0]?.function.arguments ?? "null")).toEqual(input);
  });
});

it("answer fills a schema that holds itself as far as it is asked for", async () => {
  const node = {
    type: "object",
    properties: { name: { type: "string" }, left: { $ref: "#" }, right: { $ref: "#" } },
    required: ["name", "left", "right"],
  };
  const grow = {
    type: "function" as const,
    function: { name: "grow_tree", description: "Grow a tree", parameters: node },
  };
  const started = performance.now();
  const { choices } = await complete(createEmulator(), userAsks("Grow a tree in Zorvania", { tools: [grow] }));
  expect(choices[0]?.finish_reason).not.toBe("error_finish");
  expect(choices).toHaveLength(1);
  expect(performance.now() - started).toBeLessThan(1000);
});

it("answer with a text always says it", async () => {
  const emulator = createEmulator({ engine: answer("就这样。") });
  expect((await converse(userAsks("北京天气如何?", { tools: simplified }), undefined, emulator)).text).toBe("就这样。");
});

it("answer is not held up by a message made to hold it up", async () => {
  for (const content of ["云".repeat(1_000_000), "weather in a, ".repeat(20_000), "天气 和 时间 ".repeat(20_000)]) {
    const started = performance.now();
    await complete(createEmulator(), userAsks(content, { tools: simplified }));
    expect(performance.now() - started).toBeLessThan(2000);
  }
});

it("answer thinks when asked to", async () => {
  const { choices } = await complete(createEmulator(), userAsks("你好", { model: "qwen3-max", enable_thinking: true }));
  expect(choices[0]?.message.reasoning_content).toContain("你好");
});
