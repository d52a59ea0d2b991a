import { describe, expect, it } from "vitest";
import type { Tool } from "@qwire/protocol";
import { planCalls } from "../../src/engines/answer/plan-calls.ts";
import { simplified, tool } from "../support/tools.ts";

const text = { type: "string" };
const calls = (question: string, ...tools: Tool[]): unknown[] =>
  planCalls(question, tools, null).calls.map(({ input }) => input);
const weather = tool("get_weather", "Get the weather of a city", { city: text }, ["city"]);
const cities = (...names: string[]): unknown[] => names.map((city) => ({ city }));

describe("what stands beside a name and is none", () => {
  it.each([
    ["What's the weather in Boston, MA?", ["Boston, MA"]],
    ["What is the weather in Bogotá, Colombia?", ["Bogotá, Colombia"]],
    ["London, United Kingdom weather?", ["London, United Kingdom"]],
    ["weather in San Francisco, CA and New York, NY", ["San Francisco, CA", "New York, NY"]],
    ["weather in France, Spain and Italy", ["France", "Spain", "Italy"]],
    ["weather in Zorvania for 3 days", ["Zorvania"]],
    ["weather in Zorvania in 2027", ["Zorvania"]],
    ["What's the weather in Zorvania on Monday?", ["Zorvania"]],
    ["On Monday, what's the weather in Zorvania?", ["Zorvania"]],
  ])("%s", (question, names) => {
    expect(calls(question, weather)).toEqual(cities(...names));
  });

  it.each([
    ["北京星期一天气怎么样", ["北京"]],
    ["北京下周一的天气", ["北京"]],
    ["北京1月5日天气怎么样", ["北京"]],
    ["北京2027年1月5日的天气", ["北京"]],
    ["北京、上海、广州三地天气对比", ["北京", "上海", "广州"]],
    ["三亚天气怎么样", ["三亚"]],
    ["今天天气怎么样,我在杭州", ["杭州"]],
  ])("%s", (question, names) => {
    expect(calls(question, ...simplified)).toEqual(names.map((location) => ({ location })));
  });
});

describe("Japanese, whose particles are written in hiragana", () => {
  const japanese = tool("get_weather", "都市の天気を調べる", { city: text }, ["city"]);

  it.each([
    ["東京の天気は?", ["東京"]],
    ["オスロの天気を教えて", ["オスロ"]],
    ["東京と大阪の天気は?", ["東京", "大阪"]],
  ])("%s", (question, names) => {
    expect(calls(question, japanese)).toEqual(cities(...names));
  });

  it("calls nothing where Chinese grammar would have to guess", () => {
    expect(calls("東京は雨ですか?", weather)).toEqual([]);
  });
});

describe("tools that want more than one text", () => {
  const convert = tool("convert_currency", "Convert money", { amount: { type: "number" }, from: text, to: text }, [
    "amount",
    "from",
    "to",
  ]);
  const translate = tool("translate_text", "Translate text into another language", { text, language: text }, [
    "text",
    "language",
  ]);
  const flights = tool("search_flights", "查询两个城市之间的航班", { origin: text, destination: text }, [
    "origin",
    "destination",
  ]);
  const message = tool("send_message", "给某人发送消息", { recipient: text, content: text }, ["recipient", "content"]);

  it.each<[string, Tool, object]>([
    ["convert 250.5 zorbles to quants", convert, { amount: 250.5, from: "zorbles", to: "quants" }],
    ["Translate 'good morning' into French", translate, { text: "good morning", language: "French" }],
    ["查询从落星镇到青岚县的航班", flights, { origin: "落星镇", destination: "青岚县" }],
    ["落星镇到青岚县的航班", flights, { origin: "落星镇", destination: "青岚县" }],
    ["给小明发送消息“明天见”", message, { recipient: "小明", content: "明天见" }],
  ])("%s", (question, offered, input) => {
    expect(calls(question, offered)).toEqual([input]);
  });
});

describe("commands", () => {
  const alarm = tool("set_alarm", "Set an alarm", { time: text }, ["time"]);
  const todo = tool("create_todo", "Create a todo item", { title: text }, ["title"]);
  const hotel = tool("book_hotel", "预订酒店", { city: text, nights: { type: "integer" } }, ["city", "nights"]);
  const quibbles = tool("quibble_count", "Counts quibbles in a region", { region: text }, ["region"]);

  it.each<[string, Tool, object]>([
    ["Set an alarm for 07:30", alarm, { time: "07:30" }],
    ["Set an alarm for 7am", alarm, { time: "7am" }],
    ["Create a todo: buy milk", todo, { title: "buy milk" }],
    ["帮我预订落星镇的酒店,住3晚", hotel, { city: "落星镇", nights: 3 }],
    ["How many quibbles are there in Blorpistan?", quibbles, { region: "Blorpistan" }],
    ["quibble count for Blorpistan", quibbles, { region: "Blorpistan" }],
  ])("%s", (question, offered, input) => {
    expect(calls(question, offered)).toEqual([input]);
  });
});

describe("ids, fields and openings", () => {
  const order = tool("get_order_status", "Get the status of an order by its id", { order_id: text }, ["order_id"]);
  const light = tool("set_light", "Control the lights of a room", { room: text, state: { enum: ["on", "off"] } }, [
    "room",
    "state",
  ]);
  const person = tool(
    "save_person",
    "Save a person",
    {
      name: text,
      age: { type: "integer" },
      address: { type: "object", properties: { city: text }, required: ["city"] },
    },
    ["name", "age"],
  );
  const train = tool(
    "query_train_tickets",
    "查询火车票",
    { from_station: text, to_station: text, seat: { enum: ["一等座", "二等座"] } },
    ["from_station", "to_station"],
  );
  const calculator = tool("calculator", "用于数学计算", { expression: text }, ["expression"]);

  it.each<[string, Tool, object]>([
    ["The order id is 4711.", order, { order_id: "4711" }],
    ["When will my order order_12345 arrive?", order, { order_id: "order_12345" }],
    ["Turn on the lights in the kitchen", light, { room: "kitchen", state: "on" }],
    [
      "Save a person named Alice Smith, aged 30, from Zorvania",
      person,
      { name: "Alice Smith", age: 30, address: { city: "Zorvania" } },
    ],
    ["帮我查一下明天从落星镇到青岚县的火车票", train, { from_station: "落星镇", to_station: "青岚县" }],
    ["上海到杭州的火车票,要二等座", train, { from_station: "上海", to_station: "杭州", seat: "二等座" }],
    ["计算 12*(3+4)", calculator, { expression: "12*(3+4)" }],
    ["请计算123乘以456", calculator, { expression: "123乘以456" }],
  ])("%s", (question, offered, input) => {
    expect(calls(question, offered)).toEqual([input]);
  });
});
