import { parseArgs } from "node:util";

/** What the command line and the environment ask for. */
export type DemoOptions = {
  help: boolean;
  /** The question to begin with; the owner's when there is none. */
  question: string;
  model: string;
  apiKey: string | null;
  region: string | null;
  baseURL: string | null;
  /** The web page even where there is no terminal. */
  serve: boolean;
  /** Where to serve it; `null`: the usual port. */
  port: number | null;
  /** Serve the page as it was built, without looking whether it is stale. */
  built: boolean;
};

/** A mistake on the command line: its message is a whole sentence with the remedy. */
export class UsageError extends Error {}

export const defaultQuestion = "杭州和北京天气怎么样?现在几点了?";

/**
 * Reads the command line.
 *
 * @throws UsageError
 */
export function readOptions(words: string[], environment: Record<string, string | undefined>): DemoOptions {
  const { values, positionals } = parse(words.filter((word) => word !== "--"));
  const apiKey = environment["DASHSCOPE_API_KEY"]?.trim() || null;
  const baseURL = values["base-url"] ?? (environment["DASHSCOPE_BASE_URL"]?.trim() || null);
  const region = values.region ?? null;
  if (region !== null && values["base-url"] !== undefined) {
    throw new UsageError("--region and --base-url name two places: give one of them.");
  }
  return {
    help: values.help,
    question: positionals.join(" ").trim() || defaultQuestion,
    model: values.model,
    apiKey,
    region,
    baseURL: region === null ? baseURL : null,
    serve: values.serve,
    port: values.port === undefined ? null : readPort(values.port),
    built: values.built,
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`--port must be a number from 0 to 65535, not "${text}".`);
}

function parse(words: string[]) {
  try {
    return parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h", default: false },
        model: { type: "string", short: "m", default: "qwen-plus" },
        region: { type: "string" },
        "base-url": { type: "string" },
        serve: { type: "boolean", default: false },
        port: { type: "string" },
        built: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    const { message } = error as Error;
    const option = /'(-[^' ]*)/.exec(message)?.[1];
    const what = /unknown option/i.test(message) ? `There is no option ${option}.` : `${message.split(". ")[0]}.`;
    throw new UsageError(`${what} See: pnpm start --help`);
  }
}
