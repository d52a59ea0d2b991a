import type { Journey } from "./journey.ts";
import { badDayJourneys } from "./journeys/bad-day-journeys.ts";
import { readingJourneys } from "./journeys/reading-journeys.ts";
import { replyJourneys } from "./journeys/reply-journeys.ts";
import { toolJourneys } from "./journeys/tool-journeys.ts";
import { scenarioJourneys } from "./scenarios.ts";

/** Every promise, for every carrier. */
export const journeys: readonly Journey[] = [
  ...replyJourneys,
  ...readingJourneys,
  ...toolJourneys,
  ...scenarioJourneys,
  ...badDayJourneys,
];
