import type { Journey } from "./journey.ts";
import { toJourneys } from "./scenario.ts";
import type { Scenario } from "./scenario.ts";
import { approvalScenarios } from "./scenarios/approval-scenarios.ts";
import { argumentScenarios } from "./scenarios/argument-scenarios.ts";
import { callScenarios } from "./scenarios/call-scenarios.ts";
import { oddStreamScenarios } from "./scenarios/odd-stream-scenarios.ts";
import { runScenarios } from "./scenarios/run-scenarios.ts";

const scenarios: readonly Scenario[] = [
  ...callScenarios,
  ...oddStreamScenarios,
  ...argumentScenarios,
  ...runScenarios,
  ...approvalScenarios,
];

/** Every conversation with tools, each way it can be told. */
export const scenarioJourneys: readonly Journey[] = scenarios.flatMap(toJourneys);
