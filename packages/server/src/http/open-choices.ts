import type { ChatRequest, Tokenizer } from "@qwire/protocol";
import type { Dialect } from "../dialects/dialect.ts";
import type { Engine, Turn } from "../emulator/engine.ts";
import type { OpenCall } from "../emulator/journal.ts";
import { createRandom } from "../emulator/random.ts";
import type { Hash } from "../emulator/random.ts";
import { playSteps } from "../reply/play-steps.ts";
import type { PlayedEvent } from "../reply/play-steps.ts";
import type { Source } from "../reply/source.ts";
import { splitText } from "../reply/split-text.ts";
import { createLogprobs, tokensOf } from "../reply/token-logprobs.ts";
import type { House } from "./house.ts";

/** What the choices of a reply have in common. */
export type Opened = Pick<Turn, "key" | "seen" | "signal" | "summon"> & {
  request: ChatRequest;
  /** Of the request, the emulator's seed, and how often it came before. */
  hash: Hash;
  dialect: Dialect;
  call: OpenCall;
};

/** What the engine does for each choice. It is not even asked before its first event is wanted. */
export function openChoices(opened: Opened, house: House): Array<Source<PlayedEvent>> {
  const all = [openChoice(0, opened, house)];
  const count = choicesOf(opened.request);
  while (all.length < count) all.push(openChoice(all.length, opened, house));
  return all;
}

function openChoice(choice: number, opened: Opened, { settings, clock, memory }: House): Source<PlayedEvent> {
  const { request, key, seen, hash, dialect, call, signal, summon } = opened;
  const { tokenizer, engine, profile } = settings;
  const random = createRandom(`/${choice}`, hash);
  const { now } = clock;
  const { remember } = memory;
  const turn: Turn = { signal, key, seen, choice, now, random, tokenizer, remember, summon };
  return playSteps(ask(engine, request, turn), {
    clock,
    model: request.model,
    split: splitFor(request, tokenizer),
    tellLogprobs: createLogprobs(request, { seed: `/${choice}/logprobs`, from: hash }, tokenizer),
    wrapArguments: profile === "2024",
    signal,
    random,
    callIdLength: dialect.callIdLength,
    call,
  });
}

/** A function of its own: what it uses, the turn above all, is let go together with it. */
function ask(engine: Engine, request: ChatRequest, turn: Turn): () => ReturnType<Engine> {
  return () => engine(request, turn);
}

/** A stream comes in pieces; where log probabilities are told, a piece is a token. */
function splitFor({ stream, logprobs }: ChatRequest, tokenizer: Tokenizer): (text: string) => string[] {
  if (stream !== true) return whole;
  return logprobs === true ? (text) => tokensOf(text, tokenizer) : splitText;
}

function whole(text: string): string[] {
  return [text];
}

/** Beside tools it is always one (2025 document). */
function choicesOf({ n, tools }: ChatRequest): number {
  return (tools ?? []).length > 0 ? 1 : Math.max(1, n ?? 1);
}
