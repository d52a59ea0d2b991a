import { execFile } from "node:child_process";
import { pythonOf } from "./make-environments.ts";
import type { Sample } from "./read-samples.ts";

/** What a run of a sample may need beside its code. */
export type SampleRun = { year: string; url: string; apiKey: string; input?: string };

/**
 * Runs a sample as it stands; only the service's host is another one. @returns what it printed
 *
 * @throws with what it wrote to its error output, where it fails
 */
export function runSample({ kind, code }: Sample, { year, url, apiKey, input = "" }: SampleRun): Promise<string> {
  const { origin } = new URL(url);
  const program = code.replaceAll(/https:\/\/dashscope(-intl)?\.aliyuncs\.com/g, origin);
  const [binary, ...args] = kind.startsWith("curl")
    ? ["bash", "-c", program.replace(/^curl /, "curl --silent --show-error ")]
    : [pythonOf(year), "-c", program];
  const env = { ...process.env, DASHSCOPE_API_KEY: apiKey, NO_PROXY: "127.0.0.1", PYTHONIOENCODING: "utf-8" };
  return new Promise((resolve, reject) => {
    const child = execFile(binary ?? "", args, { env }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${kind} of ${year} failed:\n${stderr}`, { cause: error }));
    });
    child.stdin?.end(input);
  });
}
