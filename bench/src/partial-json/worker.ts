// One reader in a process of its own: node worker.ts READER. Told what to do over IPC.

import { deepStrictEqual } from "node:assert";
import { measure } from "../measure/measure.ts";
import { serveRuns } from "../measure/serve-runs.ts";
import { warmUp } from "../measure/warm-up.ts";
import { jsonReaders } from "./contenders.ts";
import { jsonDocument } from "./document.ts";

const reader = jsonReaders.find(({ name }) => name === process.argv[2]);
if (reader === undefined) throw new TypeError(`There is no reader "${process.argv[2]}".`);
const text = jsonDocument(2 ** 20 * reader.share);
const deltas = Array.from(text);
// The floor reads one text and does not put it together.
const given = reader.name === "parse" ? [text] : deltas;

const work = async (): Promise<() => void> => {
  const value = await reader.read(given);
  return () => {
    if (reader.name !== "letters" && reader.name !== "growing") deepStrictEqual(value, JSON.parse(text));
  };
};
await warmUp(work);
serveRuns(() => measure(work));
