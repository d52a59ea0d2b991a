import { createQwireClient, qwire } from "../../qwire/create-qwire-client.ts";
import { question } from "../../stream/question.ts";
import type { RunLoop } from "../contender.ts";
import { maxSteps, weather } from "../conversation.ts";

const { name, description, parameters, run } = weather;

/** `run()`: its result, as the floor gives it. */
export const runLoop: RunLoop = async (fetch) => {
  const tool = qwire.defineTool({ name, description, input: { jsonSchema: parameters, validate }, run });
  const stopWhen = ({ steps }: { steps: readonly unknown[] }): boolean => steps.length >= maxSteps;
  const { text } = await createQwireClient(fetch)
    .chat.completions.run(question, { tools: [tool], stopWhen })
    .result();
  return text;
};

function validate(value: unknown): { value: { city: string } } | { issues: { message: string }[] } {
  const isWanted = typeof value === "object" && value !== null && "city" in value && typeof value.city === "string";
  return isWanted ? { value: value as { city: string } } : { issues: [{ message: "city is missing" }] };
}
