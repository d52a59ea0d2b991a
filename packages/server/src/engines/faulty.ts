import type { Engine } from "../emulator/engine.ts";
import { parseFaults } from "../faults/parse-faults.ts";

/**
 * Makes an engine's replies fail, in the words of `faultWords`: for one rule of a script, where the option `faults`
 * would befall every request.
 *
 * @throws TypeError on a word or form there is not.
 * @example script([{ when: "weather", then: faulty(answer(), "stall>3") }])
 */
export function faulty(engine: Engine, faults: string): Engine {
  parseFaults(faults);
  return (request, turn) => {
    turn.summon(faults);
    return engine(request, turn);
  };
}
