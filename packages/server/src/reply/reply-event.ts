import type { Logprobs, Usage } from "@qwire/protocol";
import type { ApiError } from "../http/api-error.ts";

/** What happens in one choice of a reply, in order. Dialects translate these to chunks. */
export type ChoiceEvent =
  | { type: "thinking"; text: string }
  | { type: "text"; text: string; logprobs: Logprobs | null }
  /** A new tool call, without its arguments. */
  | { type: "call"; index: number; id: string; name: string }
  /** A piece of the newest call's arguments. */
  | { type: "arguments"; index: number; id: string; name: string; text: string; first: boolean }
  /** The newest call has all its arguments. */
  | { type: "call-end"; index: number; id: string }
  | { type: "finish"; reason: string };

/** What happens in a reply as a whole. */
export type ReplyEvent =
  | { type: "choice"; choice: number; event: ChoiceEvent }
  | { type: "usage"; usage: Usage }
  | { type: "frame"; payload: string }
  /** A good end that needs no usage: frames were sent. */
  | { type: "end" }
  | { type: "failure"; error: ApiError }
  | { type: "cut"; how: "close" | "reset" };
