import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";
import { styleText } from "node:util";
import { isChatError } from "qwire";
import type { ChatMessage } from "qwire";
import type { Place } from "./connect.ts";
import { tellError } from "./tell-error.ts";
import { tellRun } from "./tell-run.ts";
import { currentTime, currentWeather } from "./tools.ts";

/** A conversation at a terminal, or a single question where there is none. */
export type Conversation = {
  place: Place;
  model: string;
  question: string;
  /** Where further questions are typed; `null` where nobody can type. */
  terminal: Terminal | null;
  write(text: string): void;
};

/** A person's side of the conversation. */
type Terminal = { input: Readable; output: Writable };

/** Thrown when the person leaves. */
const left: unique symbol = Symbol("left");

/**
 * Asks the first question, then whatever is typed, until the person leaves. Returns the exit code.
 *
 * @throws ChatError from the first question, or from any where there is no terminal.
 */
export async function converse({ place, model, question, terminal, write }: Conversation): Promise<number> {
  let messages: ChatMessage[] = [];
  let next: string | null = question;
  write(`\n${styleText("bold", `› ${question}`)}\n`);
  while (next !== null) {
    if (next.trim() !== "") {
      const asked: ChatMessage[] = [...messages, { role: "user", content: next }];
      const answer = await ask(asked);
      if (answer === left) return 130;
      messages = answer;
    }
    next = terminal === null ? null : await prompt(terminal);
  }
  return 0;

  async function ask(asked: ChatMessage[]): Promise<ChatMessage[] | typeof left> {
    const tools = [currentTime, currentWeather] as const;
    const run = place.client.chat.completions.run({ model, messages: asked }, { tools });
    const stop = (): void => run.abort();
    process.once("SIGINT", stop);
    try {
      return (await tellRun(run, write)).messages;
    } catch (error) {
      if (isChatError(error) && error.code === "aborted") {
        write(`\n${styleText("dim", "(stopped)")}\n`);
        return terminal === null ? left : messages;
      }
      if (terminal === null || messages.length === 0) throw error;
      write(`${styleText("red", tellError(error))}\n`);
      return messages;
    } finally {
      process.off("SIGINT", stop);
    }
  }
}

/** The next question; `null` when the person leaves, by Ctrl-D or by Ctrl-C twice. */
async function prompt({ input, output }: Terminal): Promise<string | null> {
  const lines = createInterface({ input, output });
  let hasWarned = false;
  output.write("\n");
  const leaving = new AbortController();
  lines.on("close", () => leaving.abort());
  lines.on("SIGINT", () => {
    if (hasWarned) return lines.close();
    hasWarned = true;
    output.write("\n(Ctrl-C again leaves)\n");
    lines.prompt();
  });
  try {
    return await lines.question("› ", { signal: leaving.signal });
  } catch {
    // Closed before an answer: that is leaving.
    return null;
  } finally {
    lines.close();
  }
}
