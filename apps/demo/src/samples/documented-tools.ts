import type { ChatRequest } from "qwire";

/** The tools of both documents as they print them: `required` stands beside `parameters`, where the service ignores it. */
export const tools: NonNullable<ChatRequest["tools"]> = [
  {
    type: "function",
    function: {
      name: "get_current_time",
      description: "当你想知道现在的时间时非常有用。",
      parameters: {},
    },
  },
  {
    type: "function",
    function: {
      name: "get_current_weather",
      description: "当你想查询指定城市的天气时非常有用。",
      parameters: {
        type: "object",
        properties: { location: { type: "string", description: "城市或县区,比如北京市、杭州市、余杭区等。" } },
      },
      required: ["location"],
    },
  },
];

/** 「北京今天是雨天。」 */
export function getCurrentWeather(location: string): string {
  return `${location}今天是雨天。 `;
}

/** 「当前时间:2024-04-15 17:15:18。」, in local time. */
export function getCurrentTime(): string {
  const now = new Date();
  const two = (figure: number): string => String(figure).padStart(2, "0");
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(":");
  return `当前时间:${day} ${time}。`;
}
