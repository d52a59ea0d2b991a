import type { Usage } from "@qwire/protocol";
import type { ApiError } from "../http/api-error.ts";
import type { ServiceErrorName } from "../http/service-errors.ts";

/** One thing a model does, free of wire detail. */
export type Step =
  /** Adds to the answer. */
  | { say: string }
  /** Adds to the thinking (`reasoning_content`), which comes before the answer. */
  | { think: string }
  /** Asks for a tool. `with` is the arguments, or their raw text, which may be broken JSON; `id` is made up if absent. */
  | { call: string; with?: unknown; id?: string }
  /** Does nothing for so many milliseconds. */
  | { wait: number }
  /** Before the first byte: an HTTP error. After it: an error event, and no `[DONE]`. */
  | { fail: ServiceErrorName | ApiError }
  /** Ends the body too early: cleanly but without `[DONE]`, or by destroying the socket. */
  | { cut: "close" | "reset" }
  /** Ends the reply with this finish reason. Default: `tool_calls` after calls, else `stop`. */
  | { stop: "stop" | "length" | "tool_calls" | (string & {}) }
  /** Overrides figures of the usage. */
  | { usage: Partial<Usage> }
  /**
   * One payload, sent as it stands: an oddity, a recording. In a plain reply it is the whole body. `null` sends
   * nothing: this choice stands in the frames of another.
   */
  | { frame: string | null };

/** What an engine gives back; a string is one `say`. */
export type Steps = string | Iterable<Step> | AsyncIterable<Step>;
