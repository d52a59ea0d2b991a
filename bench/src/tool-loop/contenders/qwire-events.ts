import { createQwireClient, qwire } from "../../qwire/create-qwire-client.ts";
import { question } from "../../stream/question.ts";
import type { RunLoop } from "../contender.ts";
import { maxSteps, weather } from "../conversation.ts";

const { name, description, parameters, run } = weather;

/** `run()`: every event is looked at. */
export const runLoop: RunLoop = async (fetch) => {
  const tool = qwire.defineTool({ name, description, input: { jsonSchema: parameters, validate }, run });
  let text = "";
  const stopWhen = ({ steps }: { steps: readonly unknown[] }): boolean => steps.length >= maxSteps;
  const stream = createQwireClient(fetch).chat.completions.run(question, { tools: [tool], stopWhen });
  for await (const event of stream) if (event.type === "text-delta") text += event.delta;
  if ((await stream.result()).text !== text) throw new Error("The events and the result differ.");
  return text;
};

function validate(value: unknown): { value: { city: string } } | { issues: { message: string }[] } {
  const isWanted = typeof value === "object" && value !== null && "city" in value && typeof value.city === "string";
  return isWanted ? { value: value as { city: string } } : { issues: [{ message: "city is missing" }] };
}
