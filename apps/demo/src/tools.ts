import { defineTool } from "qwire";
import * as z from "zod";

/** Both documents' first tool. */
export const currentTime = defineTool({
  name: "get_current_time",
  description: "当你想知道现在的时间时非常有用。",
  run: () => `当前时间:${formatTime(new Date())}。`,
});

/** Both documents' second tool; like theirs it always rains. */
export const currentWeather = defineTool({
  name: "get_current_weather",
  description: "当你想查询指定城市的天气时非常有用。",
  input: z.object({
    location: z.string().describe("城市或县区,比如北京市、杭州市、余杭区等。"),
  }),
  run: ({ location }) => `${location}今天是雨天。`,
});

/** `2024-04-15 17:15:18`, as the documents print it, in local time. */
function formatTime(date: Date): string {
  const two = (figure: number): string => String(figure).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
