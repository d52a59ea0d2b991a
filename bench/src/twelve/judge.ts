import { isDeepStrictEqual } from "node:util";
import type { Message } from "./answering-fetch.ts";
import type { Talk } from "./contender.ts";
import type { BadStream } from "./streams.ts";

/** What was seen of one run. */
export type Report = {
  end: ({ kind: "talk" } & Talk) | { kind: "error"; words: string } | { kind: "hangs" };
  /** What the tool was run on. */
  ran: unknown[];
  /** The messages of every request. */
  requests: Message[][];
  /** Promises that were rejected without anybody listening: node ends a process for one. */
  unhandled: number;
};

export type Verdict = { isRight: boolean; what: string };

/** Whether a run ended as it must, and in a few words what happened. */
export function judge({ ran, ends }: BadStream, report: Report): Verdict {
  const { end, requests } = report;
  const wanted = ran.map((city) => ({ city }));
  const broken = ends.kind === "text" ? brokenHistory(requests.at(-1) ?? []) : null;
  const isRight = isDeepStrictEqual(report.ran, wanted) && broken === null && endsWell(ends, report);
  const facts = [
    report.ran.length > 0 ? `ran on ${report.ran.map((input) => JSON.stringify(input)).join(" and ")}` : "",
    requests.length > 1 ? `${requests.length} requests` : "",
    broken ?? "",
    requests.at(-1)?.some(hasBadArguments) === true ? "sends arguments back that are not JSON" : "",
    end.kind === "talk" ? `text ${JSON.stringify(end.text)}` : "",
    end.kind === "talk" && end.reasoning !== "" ? `thinking ${JSON.stringify(end.reasoning)}` : "",
    end.kind === "error" ? shorten(end.words) : "",
    end.kind === "hangs" ? "hangs" : "",
    report.unhandled > 0 ? `${report.unhandled} unhandled rejections` : "",
  ];
  return { isRight, what: facts.filter((fact) => fact !== "").join(", ") };
}

function endsWell(ends: BadStream["ends"], { end, requests }: Report): boolean {
  if (end.kind === "hangs") return false;
  switch (ends.kind) {
    case "text":
      return end.kind === "talk" && end.text === ends.text && end.reasoning === (ends.reasoning ?? "");
    case "refused":
      return end.kind === "error" || (requests.length > 1 && end.text === "ok");
    case "error":
      return end.kind === "error" && end.words.includes(ends.words ?? "");
  }
}

/** Why the service would refuse these messages: it wants every call answered under its id. */
function brokenHistory(messages: readonly Message[]): string | null {
  for (const [at, { tool_calls: calls }] of messages.entries()) {
    const ids = (calls ?? []).map(({ id }) => id ?? "");
    const answered = messages.slice(at + 1, at + 1 + ids.length).map(({ tool_call_id: id }) => id);
    if (ids.includes("")) return "sends an empty id back";
    if (!isDeepStrictEqual(new Set(ids), new Set(answered))) return "sends calls without their answers";
  }
  return null;
}

/** The service refuses these too; some clients send them to let the model see what it did. */
function hasBadArguments({ tool_calls: calls }: Message): boolean {
  return (calls ?? []).some(({ function: called }) => {
    try {
      JSON.parse(String(called?.arguments));
      return false;
    } catch {
      // Not JSON is the answer.
      return true;
    }
  });
}

function shorten(words: string): string {
  const line = words.replaceAll(/\s+/g, " ");
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}
