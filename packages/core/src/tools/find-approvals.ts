import { ChatError, isChatError } from "../chat-error.ts";
import type { ToolCallEvent } from "../events.ts";
import type { AnyTool, ToolCallContext } from "./define-tool.ts";
import { contextOf, readCall } from "./run-tool.ts";
import type { RunToolOptions } from "./run-tool.ts";

/** A call that waits for a person, and the checked input it would be run with. */
export type WaitingCall = { call: ToolCallEvent; input: unknown };

/**
 * The calls of a round that a person has to agree to first. A call that could not be run anyway asks nobody.
 *
 * @throws ChatError `hook_failed` where a tool's `needsApproval` throws: nothing runs on a guess.
 */
export async function findApprovals(
  calls: readonly ToolCallEvent[],
  options: Omit<ToolCallContext, "toolCallId"> & Pick<RunToolOptions, "tools" | "repair">,
): Promise<WaitingCall[]> {
  const waiting: WaitingCall[] = [];
  for (const call of calls) {
    const tool = options.tools.get(call.name);
    if (!tool?.needsApproval || call.state === "truncated") continue;
    try {
      const read = await readCall(call, tool, options);
      if (read.ok && (await asks(tool, read.input, contextOf(call, options))))
        waiting.push({ call, input: read.input });
    } catch (cause) {
      throw isChatError(cause) ? cause : new ChatError("hook_failed", { cause });
    }
  }
  return waiting;
}

async function asks(tool: AnyTool, input: unknown, call: ToolCallContext<never>): Promise<boolean> {
  // `input` has passed the tool's own schema, which is what its type stands for.
  return (await tool.needsApproval?.(input as never, call)) === true;
}
