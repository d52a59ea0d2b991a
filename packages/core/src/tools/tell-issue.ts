import { encodeJson } from "@qwire/protocol/client";
import { isRecord } from "../is-record.ts";
import type { Fields } from "../is-record.ts";
import type { SchemaIssue } from "./standard-schema.ts";

/** What is wrong with one place of the arguments. */
export type ArgumentIssue = {
  /** Such as `days[2].city`; `""` for the arguments as a whole. */
  path: string;
  /** What the schema says. */
  message: string;
  /** The kind of value that was expected, where the schema names it. */
  expected?: string;
  /** What came, as JSON, shortened; `nothing` where the field is missing. */
  received: string;
  /** All of it, as the model is told. */
  sentence: string;
};

const maxReceived = 80;

/** An issue of a schema in words: where, what was expected, and what came instead. */
export function tellIssue(issue: SchemaIssue, given: Fields): ArgumentIssue {
  const { message, path: steps = [] } = issue;
  const path = steps.map(pathStep).join("").replace(/^\./, "");
  const expected = "expected" in issue && typeof issue.expected === "string" ? issue.expected : undefined;
  const value = steps.reduce<unknown>(valueAt, given);
  const received = describe(value);
  const isNamed = expected === undefined || message.includes(expected);
  const told = `${path === "" ? "" : `${path}: `}${message}${isNamed ? "" : ` (expected ${expected})`}`;
  const isTold = value === undefined && message.includes("received");
  const sentence = isTold ? told : `${told}; received ${received}`;
  return { path, message, ...(expected === undefined ? {} : { expected }), received, sentence };
}

type PathStep = NonNullable<SchemaIssue["path"]>[number];

function keyOf(step: PathStep): PropertyKey {
  return typeof step === "object" ? step.key : step;
}

function pathStep(step: PathStep): string {
  const key = keyOf(step);
  return typeof key === "number" ? `[${key}]` : `.${String(key)}`;
}

function valueAt(value: unknown, step: PathStep): unknown {
  const key = keyOf(step);
  const isThere = (isRecord(value) || Array.isArray(value)) && Object.hasOwn(value, key);
  return isThere ? Reflect.get(value, key) : undefined;
}

function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  const json = encodeJson(value);
  return json.length > maxReceived ? `${json.slice(0, maxReceived)}…` : json;
}
