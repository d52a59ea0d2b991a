import type { Part, ToolPart } from "../chat/turn.ts";
import { useWords } from "../words/use-words.ts";
import { MarkdownView } from "./markdown-view.tsx";
import { ThinkingPanel } from "./thinking-panel.tsx";
import { ToolRow } from "./tool-row.tsx";

/** An answer in the order it came; calls that follow each other stand on one line of time. */
export function PartList({ parts, isRunning }: { parts: readonly Part[]; isRunning: boolean }) {
  const words = useWords();
  return gather(parts).map(({ at, group }) => {
    if (Array.isArray(group)) {
      return (
        <ol key={at} className="timeline" aria-label={words.toolCalls}>
          {group.map((call) => (
            <ToolRow key={call.id} call={call} />
          ))}
        </ol>
      );
    }
    if (group.type === "thinking") return <ThinkingPanel key={at} part={group} />;
    return <MarkdownView key={at} text={group.text} isGrowing={isRunning && at === parts.length - 1} />;
  });
}

type Group = { at: number; group: Exclude<Part, ToolPart> | ToolPart[] };

function gather(parts: readonly Part[]): Group[] {
  const groups: Group[] = [];
  for (const [at, part] of parts.entries()) {
    const last = groups.at(-1)?.group;
    if (part.type !== "tool") groups.push({ at, group: part });
    else if (Array.isArray(last)) last.push(part);
    else groups.push({ at, group: [part] });
  }
  return groups;
}
