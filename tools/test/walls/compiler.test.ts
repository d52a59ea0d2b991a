import { afterEach, describe, expect, test } from "vitest";
import { buildHouse } from "./build-house.ts";
import type { House } from "./build-house.ts";

let house: House;
afterEach(() => house.tearDown());

const foreignNames: [floor: string, name: string, use: string][] = [
  ["protocol", "process", "process.env"],
  ["protocol", "Buffer", `Buffer.from("")`],
  ["protocol", "fetch", `fetch("https://example.test")`],
  ["protocol", "document", "document.title"],
  ["protocol", "setTimeout", "setTimeout(() => undefined, 1)"],
  ["protocol", "console", "console"],
  ["core", "process", "process.env"],
  ["core", "Deno", "Deno.env"],
  ["core", "fetch", `fetch("https://example.test")`],
  ["core", "Request", `new Request("https://example.test")`],
  ["core", "window", "window"],
];

describe.each(["protocol", "core"])("tsc in %s", (floor) => {
  const names = foreignNames.filter(([where]) => where === floor);
  const roomOf = (name: string): string => `packages/${floor}/src/use-${name.toLowerCase()}.ts`;

  test("refuses the names of every runtime", async () => {
    house = buildHouse(
      Object.fromEntries(names.map(([, name, use]) => [roomOf(name), `export const it = (): unknown => ${use};\n`])),
    );
    const { passed, output } = await house.check("tsc", "-p", `packages/${floor}`);
    expect(passed).toBe(false);
    for (const [, name] of names)
      expect(output).toMatch(new RegExp(`use-${name.toLowerCase()}.*Cannot find name '${name}'`));
  });

  test("lets the same rooms pass without them", async () => {
    house = buildHouse(
      Object.fromEntries(names.map(([, name]) => [roomOf(name), `export const it = (): unknown => 1;\n`])),
    );
    expect(await house.check("tsc", "-p", `packages/${floor}`)).toMatchObject({ passed: true, output: "" });
  });
});

describe("web-globals.d.ts", () => {
  const room = "packages/core/src/wait.ts";
  const usesAll = `
export function wait(waitMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const timer: ReturnType<typeof setTimeout> = setTimeout(resolve, waitMs);
    const giveUp = (): void => (clearTimeout(timer), reject(signal.reason));
    signal.addEventListener("abort", giveUp, { once: true });
    signal.removeEventListener("abort", giveUp);
  });
}
export function streamOf<T>(items: AsyncIterator<T>): ReadableStream<T> {
  const pull = async (controller: { enqueue(item: T): void; close(): void }): Promise<void> => {
    const { done, value } = await items.next();
    if (done) controller.close();
    else controller.enqueue(value);
  };
  return new ReadableStream<T>({ pull, cancel: async () => void (await items.return?.()) }, { highWaterMark: 0 });
}
export async function* piecesOf<T>(stream: ReadableStream<T>): AsyncGenerator<T> {
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  reader.releaseLock();
}
export const text: string = new TextDecoder("utf-8", { fatal: true }).decode(new TextEncoder().encode("你好"), { stream: true });
export const path: string = new URL("chat", new URL("https://example.test/v1/")).pathname;
export const either: AbortSignal = AbortSignal.any([new AbortController().signal, AbortSignal.abort("now")]);
`;

  test("is enough for a room that uses every name in it", async () => {
    house = buildHouse({ [room]: usesAll });
    expect(await house.check("tsc", "-p", "packages/core")).toMatchObject({ passed: true, output: "" });
  });

  test("says nothing that lib.dom and Node's types would contradict", async () => {
    const elsewhere = `{ "extends": "../server/tsconfig.json", "files": ["../core/src/wait.ts"] }`;
    house = buildHouse({ [room]: usesAll, "packages/elsewhere/tsconfig.json": elsewhere });
    expect(await house.check("tsc", "-p", "packages/elsewhere", "--types", "")).toMatchObject({
      passed: true,
      output: "",
    });
  });
});
