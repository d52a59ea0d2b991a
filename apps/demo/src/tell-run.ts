import { styleText } from "node:util";
import type { ChatRun, RunResult } from "qwire";
import type { currentTime, currentWeather } from "./tools.ts";

type DemoRun = ChatRun<readonly [typeof currentTime, typeof currentWeather]>;

/** Writes a run to the terminal while it happens: thinking, text, every tool call and its answer, tokens at the end. */
export async function tellRun(run: DemoRun, write: (text: string) => void): Promise<RunResult> {
  let isOnNewLine = true;
  const put = (text: string): void => {
    if (text === "") return;
    write(text);
    isOnNewLine = text.endsWith("\n");
  };
  const putLine = (text: string): void => put(`${isOnNewLine ? "" : "\n"}${text}\n`);

  for await (const event of run) {
    if (event.type === "reasoning-delta") put(styleText("dim", event.delta));
    else if (event.type === "text-delta") put(event.delta);
    else if (event.type === "tool-start") putLine(styleText("cyan", `→ ${event.name} ${JSON.stringify(event.input)}`));
    else if (event.type === "tool-result") putLine(styleText("green", `← ${event.output}`));
    else if (event.type === "tool-error") putLine(styleText("red", `← ${event.error.message}`));
  }
  const result = await run.result();
  const { usage, steps } = result;
  const rounds = `${steps.length} ${steps.length === 1 ? "round" : "rounds"}`;
  const tokens = usage === null ? "" : ` · ${usage.prompt_tokens} tokens in, ${usage.completion_tokens} out`;
  putLine(styleText("dim", `(${rounds}${tokens})`));
  return result;
}
