import { findModel } from "@qwire/protocol";
import type { ChatRequest, Tool } from "@qwire/protocol";
import type { Engine, Turn } from "../../emulator/engine.ts";
import type { Step } from "../../emulator/step.ts";
import { limitSteps } from "../limit-steps.ts";
import { composeAnswer } from "./compose-answer.ts";
import { readConversation } from "./conversation.ts";
import type { Conversation } from "./conversation.ts";
import { formatAnswer } from "./format-answer.ts";
import { forceCall } from "./force-call.ts";
import { languageOf } from "./language.ts";
import { phrases } from "./phrases.ts";
import { planCalls } from "./plan-calls.ts";
import type { Plan } from "./plan-calls.ts";

/**
 * An engine that decides from the request: which offered tools the last question asks for, with which arguments; one
 * call a turn unless `parallel_tool_calls` is true; and at last an answer from what the tools said, in the asker's
 * language. `tool_choice`, `response_format`, `stop` and `max_tokens` are obeyed. It knows no places and no topics: words shared by a question and a tool's name or
 * description decide, and grammar tells what is named.
 *
 * @param text always this answer instead, and no calls
 */
export function answer(text?: string): Engine {
  if (text !== undefined) return (request, { tokenizer }) => limitSteps([{ say: text }], request, tokenizer);
  return (request, { tokenizer }) => limitSteps(answerQuestion(request), request, tokenizer);
}

/** The last part of {@link answer}: makes an answer from the tools' results and calls nothing more. */
export function answerFromResults(request: ChatRequest, { tokenizer }: Turn): Step[] {
  const conversation = readConversation(request.messages);
  const text = finalAnswer(conversation, { calls: [], missing: [], unmatched: [], sharesWord: true });
  return limitSteps([{ say: formatAnswer(text, conversation.question, request) }], request, tokenizer);
}

function answerQuestion(request: ChatRequest): Step[] {
  const conversation = readConversation(request.messages);
  const { plan, open } = decide(request, conversation);
  const said = thinks(request)
    ? [{ think: phrases[languageOf(conversation.question)].thinking(shorten(conversation.question)) }]
    : [];
  if (open.length === 0) {
    return [...said, { say: formatAnswer(finalAnswer(conversation, plan), conversation.question, request) }];
  }
  const now = request.parallel_tool_calls === true ? open : open.slice(0, 1);
  return [...said, ...now.map(({ name, input }) => ({ call: name, with: input }))];
}

/** The plan for the question, and which of its calls are still to be made. */
function decide(
  request: ChatRequest,
  { question, made, rounds, earlierTool }: Conversation,
): { plan: Plan; open: Plan["calls"] } {
  const tools = offeredTools(request);
  if (tools.length === 0) return { plan: { calls: [], missing: [], unmatched: [], sharesWord: true }, open: [] };
  const plan = planCalls(question, tools, earlierTool);
  const isForced = request.tool_choice === "required" || typeof request.tool_choice === "object";
  if (isForced && rounds === 0 && plan.calls.length === 0) plan.calls.push(...forceCall(question, tools));
  const open = plan.calls.filter((call) => !made(call.name, call.input));
  // A client that changes arguments on their way back must not be asked for ever.
  return { plan, open: rounds < plan.calls.length ? open : [] };
}

function offeredTools({ tools, tool_choice: choice }: ChatRequest): Tool[] {
  if (choice === "none") return [];
  const all = tools ?? [];
  return typeof choice === "object" && choice !== null
    ? all.filter((tool) => tool.function.name === choice.function.name)
    : all;
}

function finalAnswer({ question, results }: Conversation, plan: Plan): string {
  const language = languageOf(question);
  const say = phrases[language];
  if (results.length > 0 || plan.missing.length > 0) return composeAnswer(results, plan, language);
  if (question.trim() === "") return say.nothingAsked;
  const emulated = say.emulated(shorten(question));
  return plan.sharesWord ? emulated : `${emulated}${say.between}${say.nothingShared}`;
}

/** Enough to recognise the question by. */
function shorten(question: string): string {
  const line = Array.from(question.trim().replace(/\s+/g, " "));
  return line.length <= 60 ? line.join("") : `${line.slice(0, 59).join("")}…`;
}

/** Thinks when asked to, or when the model does so by itself. */
function thinks({ model, enable_thinking: asked, reasoning_effort: effort }: ChatRequest): boolean {
  const { thinking, thinksByDefault } = findModel(model);
  if (thinking === "always") return true;
  if (thinking === "never" || effort === "none") return false;
  return asked ?? thinksByDefault ?? false;
}
