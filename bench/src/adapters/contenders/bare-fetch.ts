import { questionOf } from "../contender.ts";
import type { MakeAsk } from "../contender.ts";
import { parseText } from "./parse-text.ts";

/** The runtime's own `fetch`. */
export const bareFetch: MakeAsk =
  ({ baseURL }) =>
  async (how) => {
    const { body } = await fetch(`${baseURL}/chat/completions`, {
      method: "POST",
      headers: { authorization: "Bearer bench", "content-type": "application/json" },
      body: JSON.stringify(questionOf(how)),
    });
    if (body === null) throw new Error("The reply has no body.");
    return parseText(body);
  };
