import { parsePartialJson } from "ai";
import { qwire } from "../qwire/create-qwire-client.ts";
import type { JsonReaderName } from "./report.ts";

/** Reads the JSON of a reply from its deltas and gives what came of it. */
export type JsonReader = {
  name: JsonReaderName;
  /** What it is given of the document: a peer that begins anew with every delta gets a part of it. */
  share: number;
  read(deltas: readonly string[]): unknown;
};

const readOnce = (deltas: readonly string[]): unknown => {
  const json = qwire.createPartialJson();
  for (const delta of deltas) json.push(delta);
  return json.value();
};

const readPartial = (deltas: readonly string[], lookEvery: number): unknown => {
  const json = qwire.createPartialJson();
  let unseen = 0;
  for (const delta of deltas) {
    json.push(delta);
    if (++unseen < lookEvery) continue;
    unseen = 0;
    json.value();
    json.takeChange();
  }
  return json.value();
};

/** The first is the floor: the whole text, once. */
export const jsonReaders: readonly JsonReader[] = [
  { name: "parse", share: 1, read: (deltas) => JSON.parse(deltas.join("")) },
  {
    name: "letters",
    share: 1,
    read(deltas) {
      let sum = 0;
      for (const delta of deltas) sum += delta.charCodeAt(0);
      return sum;
    },
  },
  {
    name: "growing",
    share: 1,
    read(deltas) {
      const member = { text: "" };
      // The texts of the document, and what stands between them, each grown by the letter.
      for (const delta of deltas) member.text = delta === '"' ? "" : member.text + delta;
      return member;
    },
  },
  {
    name: "qwire",
    share: 1,
    read: readOnce,
  },
  {
    name: "qwire-1024",
    share: 1,
    read: (deltas) => readPartial(deltas, 1024),
  },
  {
    name: "qwire-64",
    share: 1,
    read: (deltas) => readPartial(deltas, 64),
  },
  {
    name: "qwire-1",
    share: 1,
    read: (deltas) => readPartial(deltas, 1),
  },
  {
    name: "ai",
    // The title says it, too.
    share: 1 / 256,
    async read(deltas) {
      let text = "";
      let value: unknown;
      for (const delta of deltas) {
        text += delta;
        ({ value } = await parsePartialJson(text));
      }
      return value;
    },
  },
];
