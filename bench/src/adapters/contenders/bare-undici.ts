import { Agent, request } from "undici";
import { questionOf } from "../contender.ts";
import type { MakeAsk } from "../contender.ts";
import { parseText } from "./parse-text.ts";

/** `undici.request`, which `direct: true` goes through. */
export const bareUndici: MakeAsk = ({ baseURL }) => {
  const dispatcher = new Agent();
  return async (how) => {
    const { body } = await request(`${baseURL}/chat/completions`, {
      method: "POST",
      headers: { authorization: "Bearer bench", "content-type": "application/json" },
      body: JSON.stringify(questionOf(how)),
      dispatcher,
    });
    return parseText(body);
  };
};
