import * as z from "zod";

/** The weather tool of both documents. */
export const weather = {
  name: "get_current_weather",
  description: "当你想查询指定城市的天气时非常有用。",
  input: z.object({ location: z.string().describe("城市或县区,比如北京市、杭州市、余杭区等。") }),
  run: ({ location }: { location: string }): string => `${location}今天是雨天。`,
};

/** Asked of it, one call a reply. */
export const question = "杭州和北京天气怎么样?";
/** What the emulator makes of both results. */
export const answer = "根据工具的结果：杭州今天是雨天。北京今天是雨天。";

/** What a structured answer is to hold. */
export const trip = z.object({ city: z.string(), days: z.number(), nights: z.array(z.string()) });
