import type { Tool } from "@qwire/protocol";

const parameters = (description: string): Tool["function"]["parameters"] => ({
  type: "object",
  properties: { location: { type: "string", description } },
});

/** The two tools of the documents, with `required` beside `parameters` as printed there. Own wording where it is free. */
export const simplified: Tool[] = [
  {
    type: "function",
    function: { name: "get_current_time", description: "当你想知道现在的时间时非常有用。", parameters: {} },
  },
  {
    type: "function",
    function: {
      name: "get_current_weather",
      description: "当你想查询指定城市的天气时非常有用。",
      parameters: parameters("城市或县区,比如北京市、杭州市、余杭区等。"),
      required: ["location"],
    },
  },
];

export const traditional: Tool[] = [
  {
    type: "function",
    function: { name: "get_current_time", description: "當你想知道現在的時間時非常有用。", parameters: {} },
  },
  {
    type: "function",
    function: {
      name: "get_current_weather",
      description: "當你想查詢指定城市的天氣時非常有用。",
      parameters: parameters("城市或縣區,比如北京市、杭州市、餘杭區等。"),
      required: ["location"],
    },
  },
];

export const english: Tool[] = [
  {
    type: "function",
    function: {
      name: "get_current_time",
      description: "Useful when you want to know the current time.",
      parameters: {},
    },
  },
  {
    type: "function",
    function: {
      name: "get_current_weather",
      description: "Useful when you want to look up the weather in a given city.",
      parameters: {
        type: "object",
        properties: {
          location: { type: "string", description: "City or county, for example Hangzhou." },
          unit: { type: "string", enum: ["celsius", "fahrenheit"] },
        },
        required: ["location"],
      },
    },
  },
];

/** A tool in one line. */
export function tool(name: string, description: string, properties: object, required: string[] = []): Tool {
  return { type: "function", function: { name, description, parameters: { type: "object", properties, required } } };
}
