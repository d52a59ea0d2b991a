import type { Round, Turn } from "./turn.ts";

/** The figures of one reply, or of a whole answer. `null`: not known. */
export type Figures = {
  /** From asking to the first piece. */
  firstTokenMs: number | null;
  tokensPerSecond: number | null;
  promptTokens: number | null;
  completionTokens: number | null;
  /** From asking to the end, tools included. */
  elapsedMs: number;
};

export function figuresOfRound({ startedAt, firstTokenAt, endedAt, usage }: Round, now: number): Figures {
  const end = endedAt ?? now;
  const writingMs = firstTokenAt === null ? 0 : end - firstTokenAt;
  const tokens = usage?.completion_tokens ?? null;
  return {
    firstTokenMs: firstTokenAt === null ? null : firstTokenAt - startedAt,
    tokensPerSecond: tokens === null || writingMs <= 0 ? null : tokens / (writingMs / 1000),
    promptTokens: usage?.prompt_tokens ?? null,
    completionTokens: tokens,
    elapsedMs: end - startedAt,
  };
}

/** The whole answer: its first piece, and the tokens of all its replies over the time they were written in. */
export function figuresOfTurn({ rounds }: Turn, now: number): Figures | null {
  const first = rounds[0];
  const last = rounds.at(-1);
  if (first === undefined || last === undefined) return null;
  const told = rounds.filter(({ usage, firstTokenAt }) => usage !== null && firstTokenAt !== null);
  const sum = (of: (round: Round) => number): number => told.reduce((total, round) => total + of(round), 0);
  const writingMs = sum(({ firstTokenAt, endedAt }) => (endedAt ?? now) - (firstTokenAt ?? 0));
  const completionTokens = sum(({ usage }) => usage?.completion_tokens ?? 0);
  return {
    firstTokenMs: first.firstTokenAt === null ? null : first.firstTokenAt - first.startedAt,
    tokensPerSecond: writingMs <= 0 ? null : completionTokens / (writingMs / 1000),
    promptTokens: told.length === 0 ? null : sum(({ usage }) => usage?.prompt_tokens ?? 0),
    completionTokens: told.length === 0 ? null : completionTokens,
    elapsedMs: (last.endedAt ?? now) - first.startedAt,
  };
}
