import type { Rule } from "../engines/script.ts";

const ruleFields = ["when", "then", "times"];
const stepFields = ["say", "think", "call", "wait", "fail", "cut", "stop", "usage", "frame"];
const callFields = ["with", "id"];

/**
 * Checks rules that come from a file, where no compiler looked.
 *
 * @throws TypeError that names the file, the rule and the field.
 */
export function checkScript(rules: readonly unknown[], file: string): asserts rules is Rule[] {
  for (const [at, rule] of rules.entries()) checkRule(rule, `--script ${file}: rule ${at + 1}`);
}

function checkRule(rule: unknown, where: string): void {
  const fields = fieldsOf(rule);
  if (fields === null) throw new TypeError(`${where} is no object with \`then\`, and \`when\` or \`times\`.`);
  const unknown = Object.keys(fields).find((name) => !ruleFields.includes(name));
  if (unknown !== undefined)
    throw new TypeError(`${where}: unknown field \`${unknown}\`; known are ${list(ruleFields)}.`);
  const { when, then, times } = fields;
  const isCondition =
    when === undefined || typeof when === "string" || typeof when === "function" || when instanceof RegExp;
  if (!isCondition) throw new TypeError(`${where}: \`when\` must be a text or a pattern.`);
  if (times !== undefined && !(typeof times === "number" && times >= 0))
    throw new TypeError(`${where}: \`times\` must be a number.`);
  if (typeof then === "string" || typeof then === "function") return;
  if (typeof then !== "object" || then === null || !(Symbol.iterator in then))
    throw new TypeError(`${where}: \`then\` must be a text or a list of steps.`);
  if (Array.isArray(then)) for (const [at, step] of then.entries()) checkStep(step, `${where}, step ${at + 1}`);
}

function checkStep(step: unknown, where: string): void {
  const names = Object.keys(fieldsOf(step) ?? {});
  const known = names.includes("call") ? [...stepFields, ...callFields] : stepFields;
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new TypeError(`${where}: unknown field \`${unknown}\`; known are ${list(known)}.`);
  if (names.length === 0) throw new TypeError(`${where} is no step: give it one of ${list(stepFields)}.`);
}

function fieldsOf(value: unknown): { [name: string]: unknown } | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
}

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
