import { completionToChunks, decodeJson, readChunk, readReply } from "@qwire/protocol";
import type { ChatCompletionChunk, ToolCallDelta } from "@qwire/protocol";
import type { Step } from "../../emulator/step.ts";
import { errorEvent, upstreamFailure } from "./upstream-failures.ts";

/** Reads a reply as steps. Calls are told when they are whole; finish and usage at the end. */
export type StepReader = {
  /** The steps of one payload of a stream. */
  read(payload: string): Step[];
  /** The steps of a plain reply. */
  readWhole(text: string): Step[];
  /** What is left to say; a reply without a finish reason was cut. */
  end(): Step[];
};

type CallDraft = { id: string; name: string; arguments: string };

export function createStepReader(): StepReader {
  const calls: CallDraft[] = [];
  /** The call each index stands for now: a new id on a used index opens a new call. */
  const open = new Map<number, CallDraft>();
  let usage: ChatCompletionChunk["usage"] = null;
  let finish: string | null = null;

  const addCall = ({ index, id, function: called }: ToolCallDelta): void => {
    const at = index ?? 0;
    const known = open.get(at);
    const isNew = known === undefined || (Boolean(id) && known.id !== "" && known.id !== id);
    const draft = isNew ? { id: "", name: "", arguments: "" } : known;
    if (isNew) {
      open.set(at, draft);
      calls.push(draft);
    }
    draft.id ||= id ?? "";
    draft.name ||= called?.name ?? "";
    draft.arguments += called?.arguments ?? "";
  };

  const take = (chunk: ChatCompletionChunk): Step[] => {
    usage = chunk.usage ?? usage;
    const [choice] = chunk.choices;
    if (choice === undefined) return [];
    finish = choice.finish_reason ?? finish;
    const { reasoning_content: thought, content, tool_calls } = choice.delta;
    for (const call of tool_calls ?? []) addCall(call);
    return [...(thought ? [{ think: thought }] : []), ...(content ? [{ say: content }] : [])];
  };

  return {
    read(payload) {
      const parsed = tryDecode(payload);
      const error = errorEvent(parsed);
      if (error !== null) return [error];
      const chunk = readChunk(parsed);
      return chunk === null ? [] : take(chunk);
    },
    readWhole(text) {
      const reply = readReply(tryDecode(text));
      if (reply === null) {
        finish = "stop";
        return [upstreamFailure(200, text)];
      }
      return completionToChunks(reply).flatMap(take);
    },
    end() {
      const told = calls.map(({ id, name, arguments: text }) => ({
        call: name,
        with: text,
        ...(id === "" ? {} : { id }),
      }));
      if (finish === null) return [...told, { cut: "close" }];
      return [...told, ...(usage ? [{ usage }] : []), { stop: finish }];
    },
  };
}

function tryDecode(text: string): unknown {
  try {
    return decodeJson(text);
  } catch {
    // Not JSON: nobody can say what it means.
    return undefined;
  }
}
