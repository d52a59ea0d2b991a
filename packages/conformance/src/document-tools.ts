import { defineTool } from "@qwire/core";
import * as z from "zod";

/** The tools of both documents. Each counts what it was asked, so that a journey can look. */
export function documentTools() {
  const asked: string[] = [];
  const time = defineTool({
    name: "get_current_time",
    description: "当你想知道现在的时间时非常有用。",
    run() {
      asked.push("time");
      return "当前时间:2024-04-15 17:15:18。";
    },
  });
  const weather = defineTool({
    name: "get_current_weather",
    description: "当你想查询指定城市的天气时非常有用。",
    input: z.object({ location: z.string().describe("城市或县区,比如北京市、杭州市、余杭区等。") }),
    run({ location }) {
      asked.push(location);
      return `${location}今天是雨天。`;
    },
  });
  return { asked, tools: [time, weather] as const };
}
