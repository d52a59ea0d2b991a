/** One wall and one attempt to walk through it. */
export interface Breach {
  readonly wall: string;
  readonly room: string;
  /** The room as it should be: must pass. */
  readonly clean: string;
  /** The same room with the one thing that must be refused. */
  readonly breach: string;
  /** Where the breach is put, when the place itself is what must be refused. */
  readonly breachRoom?: string;
  /** The rule that refuses it, and a part of what it says. */
  readonly rule: string;
  readonly says: string;
}

const lines = (count: number): string =>
  Array.from({ length: count }, (_, line) => `export const line${line} = ${line};\n`).join("");

const floorPlan: Breach[] = [
  {
    wall: "protocol imports zod/mini only",
    room: "packages/protocol/src/outsider.ts",
    clean: `import * as z from "zod/mini";\nexport const text: z.ZodMiniType<string> = z.string();\n`,
    breach: `import * as z from "zod";\nexport const text: z.ZodType<string> = z.string();\n`,
    rule: "eslint(no-restricted-imports)",
    says: "Floor 0",
  },
  {
    wall: "tokenizer stands alone",
    room: "packages/tokenizer/src/outsider.ts",
    clean: `export const load = (): Promise<unknown> => import("#vocabulary");\n`,
    breach: `export { protocol } from "@qwire/protocol";\n`,
    rule: "eslint(no-restricted-imports)",
    says: "Floor 0",
  },
  {
    wall: "core does not import upward",
    room: "packages/core/src/upward.ts",
    clean: `export { protocol } from "@qwire/protocol";\nexport const here = 1;\n`,
    breach: `export { fetchTransport } from "@qwire/adapters/fetch";\nexport const here = 1;\n`,
    rule: "eslint(no-restricted-imports)",
    says: "Floor 1",
  },
  {
    wall: "core loads nothing at run time either",
    room: "packages/core/src/lazy-upward.ts",
    clean: `export const load = (): Promise<unknown> => import("@qwire/protocol");\n`,
    breach: `export const load = (): Promise<unknown> => import("@qwire/server");\n`,
    rule: "eslint(no-restricted-imports)",
    says: "Floor 1",
  },
  {
    wall: "core does not reach into another package with a path",
    room: "packages/core/src/stream/inside.ts",
    clean: `export { here } from "../upward.ts";\nexport const inside = 1;\n`,
    breach: `export { text } from "../../../protocol/src/outsider.ts";\nexport const inside = 1;\n`,
    rule: "eslint(no-restricted-imports)",
    says: "Floor 1",
  },
  {
    wall: "adapters do not import their sibling server",
    room: "packages/adapters/src/sibling.ts",
    clean: `export { createClient } from "@qwire/core";\n`,
    breach: `export { createEmulator } from "@qwire/server";\n`,
    rule: "eslint(no-restricted-imports)",
    says: "Floor 2",
  },
  {
    wall: "a package is entered by its door",
    room: "packages/adapters/src/deep.ts",
    clean: `export { createClient } from "@qwire/core";\n`,
    breach: `export { createClient } from "@qwire/core/src/create-client.ts";\n`,
    rule: "eslint(no-restricted-imports)",
    says: "Floor 2",
  },
  {
    wall: "node:* stays out of the fetch adapter",
    room: "packages/adapters/src/fetch.ts",
    clean: `export { createClient } from "@qwire/core";\n`,
    breach: `export { request } from "node:http";\n`,
    rule: "eslint(no-restricted-imports)",
    says: "node.ts",
  },
  {
    wall: "ky.ts imports ky and not undici",
    room: "packages/adapters/src/ky.ts",
    clean: `export { HTTPError } from "ky";\n`,
    breach: `export { Agent } from "undici";\n`,
    rule: "eslint(no-restricted-imports)",
    says: "ky.ts",
  },
  {
    wall: "server does not import core",
    room: "packages/server/src/sibling.ts",
    clean: `export { errorCodes } from "@qwire/protocol";\n`,
    breach: `export { ChatError } from "@qwire/core";\n`,
    rule: "eslint(no-restricted-imports)",
    says: "Floor 2",
  },
  {
    wall: "node:* stays under server/src/serve",
    room: "packages/server/src/http/listen.ts",
    clean: `export const listen = 1;\n`,
    breach: `export { createServer } from "node:http";\nexport const listen = 1;\n`,
    rule: "eslint(no-restricted-imports)",
    says: "src/serve/",
  },
  {
    wall: "server/src/serve may use node:*, not msw",
    room: "packages/server/src/serve/node.ts",
    clean: `export { createServer } from "node:http";\nexport const serve = 1;\n`,
    breach: `export { http } from "msw";\nexport const serve = 1;\n`,
    rule: "eslint(no-restricted-imports)",
    says: "node:*",
  },
  {
    wall: "qwire holds no business of the server's",
    room: "packages/qwire/src/roof.ts",
    clean: `export { fetchTransport } from "@qwire/adapters/fetch";\n`,
    breach: `export { createEmulator } from "@qwire/server";\n`,
    rule: "eslint(no-restricted-imports)",
    says: "Floor 3",
  },
  {
    wall: "a package without a row on the floor plan may import nothing",
    room: "packages/newcomer/src/index.ts",
    clean: `export const alone = 1;\n`,
    breach: `export { createClient } from "@qwire/core";\n`,
    rule: "eslint(no-restricted-imports)",
    says: "no row on the floor plan",
  },
  {
    wall: "a test enters its neighbours by the door",
    room: "packages/conformance/test/deep.test.ts",
    clean: `export { createClient } from "@qwire/core";\n`,
    breach: `export { createClient } from "../../core/src/create-client.ts";\n`,
    rule: "eslint(no-restricted-imports)",
    says: "by its door",
  },
  {
    wall: "a test opens the rooms of its own package only",
    room: "packages/core/test/stream/rooms.test.ts",
    clean: `export { here } from "../../src/upward.ts";\n`,
    breach: `export { text } from "../../../protocol/src/outsider.ts";\n`,
    rule: "eslint(no-restricted-imports)",
    says: "by its door",
  },
  {
    wall: "a test names no file inside a package",
    room: "packages/conformance/test/inside.test.ts",
    clean: `export { createClient } from "@qwire/core";\n`,
    breach: `export { createClient } from "@qwire/core/src/create-client.ts";\n`,
    rule: "eslint(no-restricted-imports)",
    says: "by its door",
  },
  {
    wall: "conformance enters the house by its doors too",
    room: "packages/conformance/src/promise.ts",
    clean: `export { createClient } from "@qwire/core";\n`,
    breach: `export { createClient } from "../../core/src/create-client.ts";\n`,
    rule: "eslint(no-restricted-imports)",
    says: "by its door",
  },
  {
    wall: "a type is imported in the open",
    room: "packages/core/src/hidden-type.ts",
    clean: `import type { Chunk } from "@qwire/protocol";\nexport type Own = Chunk;\n`,
    breach: `export type Own = import("zod").ZodType;\n`,
    rule: "typescript(consistent-type-imports)",
    says: "import()",
  },
];

const rooms: Breach[] = [
  {
    wall: "no import cycle",
    room: "packages/core/src/hen.ts",
    clean: `export const hen = 1;\n`,
    breach: `import { egg } from "./egg.ts";\nexport const hen = egg;\n`,
    rule: "import(no-cycle)",
    says: "Dependency cycle",
  },
  {
    wall: "no import cycle of types",
    room: "packages/core/src/type-hen.ts",
    clean: `export type Hen = { egg?: unknown };\n`,
    breach: `import type { Egg } from "./type-egg.ts";\nexport type Hen = { egg?: Egg };\n`,
    rule: "import(no-cycle)",
    says: "Dependency cycle",
  },
  {
    wall: "a room has at most 250 lines of code",
    room: "packages/core/src/hall.ts",
    clean: `// A comment and a blank line are free.\n\n${lines(250)}`,
    breach: lines(251),
    rule: "eslint(max-lines)",
    says: "Maximum allowed is 250",
  },
  {
    wall: "a test file has at most 400 lines of code",
    room: "packages/core/test/hall.test.ts",
    clean: lines(400),
    breach: lines(401),
    rule: "eslint(max-lines)",
    says: "Maximum allowed is 400",
  },
  {
    wall: "no default export",
    room: "packages/core/src/default.ts",
    clean: `export const one = 1;\n`,
    breach: `export default 1;\n`,
    rule: "import(no-default-export)",
    says: "default export",
  },
  {
    wall: "a configuration file may export a default, and no star",
    room: "packages/core/vitest.config.ts",
    clean: `export default {};\n`,
    breach: `export * from "./other.config.ts";\n`,
    rule: "house(no-export-star)",
    says: "export each name",
  },
  {
    wall: "no export *",
    room: "packages/core/src/index.ts",
    clean: `export { one } from "./default.ts";\n`,
    breach: `export * from "./upward.ts";\n`,
    rule: "house(no-export-star)",
    says: "export each name",
  },
  {
    wall: "no inner barrel",
    room: "packages/core/src/tools/index.ts",
    clean: `export const tools = 1;\n`,
    breach: `export { here } from "../upward.ts";\n`,
    rule: "house(no-inner-barrel)",
    says: "no door of its own",
  },
  {
    wall: "no class but ChatError",
    room: "packages/core/src/chat-error.ts",
    clean: `export class ChatError extends Error {}\n`,
    breach: `export class OtherError extends Error {}\n`,
    rule: "house(only-chat-error)",
    says: "ChatError is the only class",
  },
  {
    wall: "no ChatError outside its room",
    room: "packages/core/src/class.ts",
    clean: `export const one = 1;\n`,
    breach: `export const ChatError = class ChatError {};\n`,
    rule: "house(only-chat-error)",
    says: "ChatError is the only class",
  },
  {
    wall: "file names are kebab-case",
    room: "packages/core/src/tool-call.ts",
    breachRoom: "packages/core/src/toolCall.ts",
    clean: `export const call = 1;\n`,
    breach: `export const call = 1;\n`,
    rule: "unicorn(filename-case)",
    says: "kebab-case",
  },
];

const statements: Breach[] = [
  {
    wall: "no floating promise",
    room: "packages/core/src/floating.ts",
    clean: `const later = async (): Promise<number> => 1;\nexport const start = async (): Promise<void> => {\n  await later();\n};\n`,
    breach: `const later = async (): Promise<number> => 1;\nexport const start = (): void => {\n  later();\n};\n`,
    rule: "typescript(no-floating-promises)",
    says: "Promises must be awaited",
  },
  {
    wall: "no promise where a plain answer is expected",
    room: "packages/core/src/misused.ts",
    clean: `export const each = (list: number[]): void => list.forEach((one) => void one);\n`,
    breach: `export const each = (list: number[]): void => list.forEach(async (one) => void one);\n`,
    rule: "typescript(no-misused-promises)",
    says: "Promise returned",
  },
  {
    wall: "no any",
    room: "packages/core/src/any.ts",
    clean: `export const read = (text: string): unknown => JSON.parse(text);\n`,
    breach: `export const read = (text: string): any => JSON.parse(text);\n`,
    rule: "typescript(no-explicit-any)",
    says: "any",
  },
  {
    wall: "no non-null assertion",
    room: "packages/core/src/certain.ts",
    clean: `export const first = (list: string[]): string => list[0] ?? "";\n`,
    breach: `export const first = (list: string[]): string => list[0]!;\n`,
    rule: "typescript(no-non-null-assertion)",
    says: "non-null",
  },
  {
    wall: "at most three parameters",
    room: "packages/core/src/params.ts",
    clean: `export const sum = (a: number, b: number, c: number): number => a + b + c;\n`,
    breach: `export const sum = (a: number, b: number, c: number, d: number): number => a + b + c + d;\n`,
    rule: "eslint(max-params)",
    says: "Maximum allowed is 3",
  },
  {
    wall: "no empty catch without a reason",
    room: "packages/core/src/catch.ts",
    clean: `export const tryIt = (work: () => void): void => {\n  try {\n    work();\n  } catch {\n    // Nothing is lost: the caller asks again.\n  }\n};\n`,
    breach: `export const tryIt = (work: () => void): void => {\n  try {\n    work();\n  } catch {}\n};\n`,
    rule: "eslint(no-empty)",
    says: "empty block",
  },
  {
    wall: "what is thrown is an error",
    room: "packages/core/src/throw.ts",
    clean: `export const rethrow = (reason: unknown): never => {\n  throw reason;\n};\n`,
    breach: `export const rethrow = (reason: string): never => {\n  throw reason;\n};\n`,
    rule: "typescript(only-throw-error)",
    says: "error object",
  },
  {
    wall: "every word of a union is answered",
    room: "packages/core/src/switch.ts",
    clean: `export const ask = (word: "yes" | "no"): number => {\n  switch (word) {\n    case "yes":\n      return 1;\n    case "no":\n      return 0;\n  }\n};\n`,
    breach: `export const ask = (word: "yes" | "no"): number | undefined => {\n  switch (word) {\n    case "yes":\n      return 1;\n  }\n  return undefined;\n};\n`,
    rule: "typescript(switch-exhaustiveness-check)",
    says: "not exhaustive",
  },
];

const global = (name: string, room: string, use: string): Breach => ({
  wall: `no ${name} in ${room}`,
  room: `packages/${room}`,
  clean: `export const it = (): unknown => 1;\n`,
  breach: `export const it = (): unknown => ${use};\n`,
  rule: "eslint(no-restricted-globals)",
  says: name,
});

const globals: Breach[] = [
  global("process", "protocol/src/env.ts", "process.env"),
  global("Buffer", "protocol/src/bytes.ts", `Buffer.from("")`),
  global("fetch", "protocol/src/net.ts", `fetch("https://example.test")`),
  global("document", "protocol/src/page.ts", "document.title"),
  global("console", "protocol/src/log.ts", "console"),
  global("Date", "protocol/src/date.ts", "Date.now()"),
  global("Deno", "core/src/env.ts", "Deno.env"),
  global("fetch", "core/src/net.ts", `fetch("https://example.test")`),
  global("globalThis", "core/src/back-door.ts", `Reflect.get(globalThis, "process")`),
  global("Date", "core/src/date.ts", "new Date()"),
  global("setTimeout", "core/src/timer.ts", "setTimeout(() => undefined, 1)"),
  global("crypto", "core/src/chance.ts", "crypto.randomUUID()"),
  {
    ...global("fetch", "core/src/wait.ts", `fetch("https://example.test")`),
    clean: `export const it = (): unknown => [Date.now(), Math.random(), setTimeout(() => undefined, 1)];\n`,
  },
  {
    ...global("Date", "server/src/emulator/clock.ts", "Date.now()"),
    wall: "the emulator's clock stands in one room",
    clean: `export const it = (): unknown => [Date.now(), Math.random(), crypto.randomUUID()];\n`,
    breachRoom: "packages/server/src/emulator/second-clock.ts",
  },
  {
    wall: "hashes in the room that signs, and no chance there",
    room: "packages/core/src/run/sign-run-state.ts",
    clean: `export const it = (): unknown => crypto.subtle;\n`,
    breach: `export const it = (): unknown => crypto.randomUUID();\n`,
    rule: "eslint(no-restricted-properties)",
    says: "wait.ts",
  },
  {
    wall: "no Math.random in core",
    room: "packages/core/src/jitter.ts",
    clean: `export const it = (): number => Math.max(1, 2);\n`,
    breach: `export const it = (): number => Math.random();\n`,
    rule: "eslint(no-restricted-properties)",
    says: "wait.ts",
  },
  {
    wall: "no Math.random in server",
    room: "packages/server/src/engines/faulty.ts",
    clean: `export const it = (): number => Math.max(1, 2);\n`,
    breach: `export const it = (): number => Math.random();\n`,
    rule: "eslint(no-restricted-properties)",
    says: "seed",
  },
  {
    wall: "no console in a library",
    room: "packages/server/src/log.ts",
    clean: `export const log = (): number => 1;\n`,
    breach: `export const log = (): void => console.log(1);\n`,
    rule: "eslint(no-console)",
    says: "console",
  },
];

export const breaches: readonly Breach[] = [...floorPlan, ...rooms, ...statements, ...globals];

/** Rooms that stand beside the breaches, in both houses. */
export const neighbours: Record<string, string> = {
  "packages/core/src/egg.ts": `import { hen } from "./hen.ts";\nexport const egg = hen;\n`,
  "packages/core/src/type-egg.ts": `import type { Hen } from "./type-hen.ts";\nexport type Egg = { hen?: Hen };\n`,
};
