import { qwire } from "../../qwire/create-qwire-client.ts";
import { baseURL, question } from "../../stream/question.ts";
import { maxReplies, silenceMs, weather } from "../contender.ts";
import type { RunTalk } from "../contender.ts";

const { name, description, parameters } = weather;

/** `run()`, its events. */
export const runTalk: RunTalk = async ({ fetch, run }) => {
  const client = qwire.createClient({ baseURL, apiKey: "bench", transport: qwire.fetchTransport({ fetch }) });
  const tool = qwire.defineTool({ name, description, input: { jsonSchema: parameters, validate }, run });
  const stopWhen = ({ steps }: { steps: readonly unknown[] }): boolean => steps.length >= maxReplies;
  const events = client.chat.completions.run(question, {
    tools: [tool],
    stopWhen,
    timeouts: { idleMs: silenceMs },
  });
  const told = { text: "", reasoning: "" };
  for await (const event of events) {
    if (event.type === "text-delta") told.text += event.delta;
    if (event.type === "reasoning-delta") told.reasoning += event.delta;
  }
  return told;
};

function validate(value: unknown): { value: { city: string } } | { issues: { message: string }[] } {
  const isWanted = typeof value === "object" && value !== null && "city" in value && typeof value.city === "string";
  return isWanted ? { value: value as { city: string } } : { issues: [{ message: "city is missing" }] };
}
