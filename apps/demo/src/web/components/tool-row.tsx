import type { ToolPart } from "../chat/turn.ts";
import { formatMs } from "../words/format-time.ts";
import { useWords } from "../words/use-words.ts";
import { useNow } from "./use-now.ts";

/** One call: its arguments as they grow, how long it took, and what came of it. */
export function ToolRow({ call }: { call: ToolPart }) {
  const words = useWords();
  const isRunning = call.state === "running";
  const now = useNow(isRunning);
  const elapsedMs = call.startedAt === null ? null : Math.max(0, (call.endedAt ?? now) - call.startedAt);
  return (
    <li className="tool" data-state={call.state} data-tool={call.name}>
      <div className="tool-head">
        <span className="tool-name">{call.name}</span>
        <span className="tool-state">
          {call.state !== "done" && words.toolStates[call.state]}
          {elapsedMs !== null && <time>{formatMs(elapsedMs)}</time>}
        </span>
      </div>
      {call.arguments !== "" && call.arguments !== "{}" && <code className="tool-arguments">{call.arguments}</code>}
      {call.output !== null && <div className="tool-output">{call.output}</div>}
    </li>
  );
}
