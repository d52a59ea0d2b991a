/** A conversation in which the model calls tools: so many replies in a row, so many calls in each. */
export type ToolCase = { name: string; title: string; steps: number; calls: number };

export const toolCases: ToolCase[] = [
  { name: "20-steps", title: "20 steps, one tool each", steps: 20, calls: 1 },
  { name: "10-tools", title: "one step, 10 tools", steps: 1, calls: 10 },
];

/** @throws TypeError when there is none of this name. */
export function findToolCase(name: string): ToolCase {
  const found = toolCases.find((one) => one.name === name);
  if (found === undefined) throw new TypeError(`There is no tool case "${name}".`);
  return found;
}
