/** What every server answers, as one of them has written it. */
export type Recorded = { plain: string; events: string[] };

export const eventsPerStream = 50;
export const eventGapMs = 50;

/** The answer, piece by piece; all of one length, so that a server that cuts by length cuts it alike. */
export const pieces: readonly string[] = Array.from(
  { length: eventsPerStream },
  (_, at) => ` piece${String(at).padStart(3, "0")}`,
);
