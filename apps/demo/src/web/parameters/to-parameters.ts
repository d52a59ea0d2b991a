import { checkRequest, findModel } from "@qwire/protocol";
import type { ChatRequest, RequestIssue } from "@qwire/protocol";
import type { Settings } from "../store/settings-store.ts";
import { parameterNames } from "./parameter-fields.ts";
import type { ParameterName, ParameterTexts } from "./parameter-fields.ts";

type Chosen = Pick<Settings, "parameters" | "thinks" | "usesTools" | "severalAtOnce">;

/** What the settings add to a request; nothing that the model takes no part in. */
export function toParameters(
  { parameters, thinks, usesTools, severalAtOnce }: Chosen,
  model: string,
): Omit<ChatRequest, "model" | "messages" | "stream" | "tools" | "n"> {
  const { thinking } = findModel(model);
  return {
    ...toNumbers(parameters),
    ...(thinks === null || thinking === "never" ? {} : { enable_thinking: thinks }),
    ...(usesTools && severalAtOnce ? { parallel_tool_calls: true } : {}),
  };
}

/** What is wrong with the parameters, by their names; said by the protocol's own rules. */
export function issuesOf(chosen: Chosen, model: string): Map<ParameterName, RequestIssue> {
  const request = { model, messages: [{ role: "user", content: "?" }], stream: true, ...toParameters(chosen, model) };
  const named: readonly string[] = parameterNames;
  const issues = new Map<ParameterName, RequestIssue>();
  for (const issue of checkRequest(request)) {
    const name = String(issue.path[0]);
    // The list it was looked up in says that it is one.
    if (named.includes(name) && !issues.has(name as ParameterName)) issues.set(name as ParameterName, issue);
  }
  return issues;
}

function toNumbers(texts: ParameterTexts): { [Name in ParameterName]?: number } & { seed?: number | bigint } {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => {
      const value = toNumber(text.trim());
      return value === null ? [] : [[name, value]];
    }),
  );
}

/** A `bigint` where a number would lose digits; `null` for what is no number, and for nothing. */
function toNumber(text: string): number | bigint | null {
  if (text === "") return null;
  const value = Number(text);
  if (!Number.isFinite(value)) return null;
  return /^\d+$/.test(text) && !Number.isSafeInteger(value) ? BigInt(text) : value;
}
