import type { Figure, Target } from "./targets.ts";

/** `not measured`: the results hold no figure of it. */
type Verdict = "reached" | "not reached" | "not measured";

/** How a target stands, in words: the limit, what was measured, and whether each figure keeps to it. */
export type Judged = { what: string; limit: string; measured: string; verdict: Verdict; note: string };

/** Holds a target against what a bench has kept. */
export function judgeTarget<Kept>(target: Target<Kept>, kept: Kept): Judged {
  const { what, limit, unit } = target;
  const [sign, bound] = "atMost" in limit ? (["≤", limit.atMost] as const) : (["≥", limit.atLeast] as const);
  const keeps = (value: number): boolean => (sign === "≤" ? value <= bound : value >= bound);
  const figures = target.figures(kept).toSorted((a, b) => a.value - b.value);
  const keeping = figures.filter(({ value }) => keeps(value)).length;
  return {
    what,
    limit: `${sign} ${bound}${unit}`,
    measured: tellFigures(figures, (value) => `${tellValue(value, { keeps })}${unit}`),
    verdict: figures.length === 0 ? "not measured" : keeping === figures.length ? "reached" : "not reached",
    note:
      figures.length < 2 || keeping === figures.length
        ? ""
        : `reached in ${keeping || "none"} of ${figures.length} rows`,
  };
}

/** One figure, or the least and the greatest with what they are of. */
function tellFigures(figures: readonly Figure[], tell: (value: number) => string): string {
  const [first, last] = [figures[0], figures.at(-1)];
  if (first === undefined || last === undefined) return "";
  const named = ({ of, value }: Figure): string => (of === "" ? tell(value) : `${tell(value)} (${of})`);
  if (first === last) return named(first);
  if (tell(first.value) === tell(last.value)) return tell(first.value);
  return `${named(first)} to ${named(last)}`;
}

/** With as many digits as it takes to be on the right side of the limit. */
function tellValue(value: number, { keeps }: { keeps: (value: number) => boolean }): string {
  const digits = Number.isInteger(value) ? [0] : value >= 20 ? [0, 1, 2, 3] : [2, 3, 4];
  const told = digits.map((count) => value.toFixed(count));
  return told.find((text) => keeps(Number(text)) === keeps(value)) ?? String(value);
}
