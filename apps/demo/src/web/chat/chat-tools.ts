import { defineTool } from "@qwire/core";
import type { AnyTool } from "@qwire/core";
import * as z from "zod";

/** What the tools may do with the page. */
export type ToolReach = { renameChat(title: string): void };

/** The tools of the page: those of both documents, and one that changes something and therefore asks first. */
export function chatTools({ renameChat }: ToolReach): readonly AnyTool[] {
  return [
    currentTime,
    currentWeather,
    defineTool({
      name: "rename_chat",
      description: "Rename this chat: give the conversation a new title. 当你想给这个对话改名、换标题时使用。",
      input: z.object({ title: z.string().min(1).max(80).describe("The new title. 新的标题。") }),
      needsApproval: true,
      run({ title }) {
        renameChat(title);
        return `OK: ${title}`;
      },
    }),
  ];
}

const currentTime = defineTool({
  name: "get_current_time",
  description: "当你想知道现在的时间时非常有用。Tells the current time.",
  run: () => `当前时间:${new Date().toLocaleString("sv-SE")}。`,
});

const currentWeather = defineTool({
  name: "get_current_weather",
  description: "当你想查询指定城市的天气时非常有用。Tells the current weather of a city.",
  input: z.object({ location: z.string().describe("城市或县区,比如北京市、杭州市、余杭区等。A city.") }),
  async run({ location }, { signal }) {
    await rest(400 + 120 * (location.length % 5), signal);
    if (/atlantis|亚特兰蒂斯/i.test(location)) throw new Error(`${location}: no such place on any map.`);
    return /\p{Script=Han}/u.test(location) ? `${location}今天是雨天。` : `${location}: rain today.`;
  },
});

/** A forecast takes a moment; leaving does not. */
function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
