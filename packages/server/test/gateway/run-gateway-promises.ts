import type { Ground } from "./gateway-ground.ts";
import { gatewayPromises } from "./gateway-promises.ts";

/** Runs every promise and prints one line of JSON for each: `{ name, error }`, where `error` is `null` if it was kept. */
export async function runGatewayPromises(ground: Ground): Promise<void> {
  for (const { name, run } of gatewayPromises) {
    const error = await Promise.race([run(ground).then(() => null, told), tooLong()]);
    console.log(JSON.stringify({ name, error }));
  }
}

function told(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function tooLong(): Promise<string> {
  return new Promise((resolve) => void setTimeout(resolve, 10_000, "not within ten seconds"));
}
