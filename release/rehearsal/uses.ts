import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Published } from "./publish.ts";
import type { RuntimeName } from "./runtimes.ts";

/** How a door of a package is tried. The program is `uses/<door>.ts`, where `@qwire/server/node` is `server-node.ts`. */
export type Use = {
  /** What its reader has to install beside the package, as the package's README says. */
  beside?: readonly string[];
  /** Where the door is for some runtimes only. Default: all. */
  only?: readonly RuntimeName[];
  /** The door is a command: it is started by its name, and has no program here. */
  isCommand?: true;
};

const everyNode = ["node-22", "node-24", "node-26"] as const;

/** One row for each door of each package. */
const uses: Readonly<Record<string, Use>> = {
  "@qwire/adapters/deno": { beside: ["@qwire/core"], only: ["deno"] },
  "@qwire/adapters/fetch": { beside: ["@qwire/core"] },
  "@qwire/adapters/in-process": { beside: ["@qwire/core", "@qwire/server"] },
  "@qwire/adapters/ky": { beside: ["@qwire/core", "ky"] },
  "@qwire/adapters/node": { beside: ["@qwire/core", "undici"], only: everyNode },
  "@qwire/core": {},
  "@qwire/core/json-schema": { beside: ["@cfworker/json-schema"] },
  "@qwire/core/limiter": {},
  "@qwire/core/mcp": {},
  "@qwire/core/observe": {},
  "@qwire/core/partial-json": {},
  "@qwire/core/otel": { beside: ["@opentelemetry/api"] },
  "@qwire/core/route-handler": {},
  "@qwire/core/ui-message-stream": {},
  "@qwire/protocol": {},
  "@qwire/protocol/client": {},
  "@qwire/protocol/zh": {},
  "@qwire/server": {},
  "@qwire/server/bun": { only: ["bun"] },
  "@qwire/server/cli": { isCommand: true },
  "@qwire/server/deno": { only: ["deno"] },
  "@qwire/server/gateway": {},
  "@qwire/server/msw": { beside: ["msw"], only: everyNode },
  "@qwire/server/node": { only: everyNode },
  "@qwire/server/redis": {},
  "@qwire/tokenizer": {},
  qwire: {},
};

const folder = join(import.meta.dirname, "../uses");

/** The door's program. */
export const programOf = (door: string): string =>
  join(folder, `${door.replace("@qwire/", "").replaceAll("/", "-")}.ts`);

/** The row of a door. */
export function useOf(door: string): Use {
  const use = uses[door];
  if (use === undefined) throw new Error(`${door} has no rehearsal.`);
  return use;
}

/**
 * Refuses a release with a door that nobody tries, and a rehearsal of a door that is not there.
 *
 * @throws Error that says what to add or to take away
 */
export function checkUses(packages: readonly Published[]): void {
  const doors = packages.flatMap((one) => one.doors);
  const complaints = [
    ...doors
      .filter((door) => uses[door] === undefined)
      .map(
        (door) =>
          `${door} has no rehearsal: add a row for it in release/rehearsal/uses.ts and ${told(door)}, which uses it.`,
      ),
    ...Object.keys(uses)
      .filter((door) => !doors.includes(door))
      .map((door) => `${door} is rehearsed and not published: take its row out of release/rehearsal/uses.ts.`),
    ...doors
      .filter((door) => uses[door] !== undefined && uses[door].isCommand !== true && !existsSync(programOf(door)))
      .map((door) => `${told(door)} is missing: a program that uses ${door} and throws when something is wrong.`),
    ...readdirSync(folder)
      .filter((file) => !doors.some((door) => programOf(door) === join(folder, file)))
      .map((file) => `release/uses/${file} belongs to no door: take it away or name it after one.`),
  ];
  if (complaints.length > 0) throw new Error(complaints.join("\n"));
}

const told = (door: string): string => `release/uses/${programOf(door).slice(folder.length + 1)}`;
