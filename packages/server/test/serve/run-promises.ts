import { listenPromises } from "./listen-promises.ts";
import type { ListenPromise } from "./listen-promises.ts";

/** Runs every promise and prints one line of JSON for each: `{ name, error }`, where `error` is `null` if it was kept. */
export async function runPromises(listen: Parameters<ListenPromise["run"]>[0]): Promise<void> {
  for (const { name, run } of listenPromises) {
    const error = await Promise.race([run(listen).then(() => null, told), tooLong()]);
    console.log(JSON.stringify({ name, error }));
  }
}

function told(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function tooLong(): Promise<string> {
  return new Promise((resolve) => void setTimeout(resolve, 8000, "not within eight seconds"));
}
