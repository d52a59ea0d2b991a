import type { ChatRequest, Logprobs, TokenLogprob, Tokenizer } from "@qwire/protocol";
import { createRandom } from "../emulator/random.ts";
import type { Hash } from "../emulator/random.ts";
import { splitText } from "./split-text.ts";

/** Makes the log probabilities of a piece of the answer; `null` where nobody asked for them. */
export type TellLogprobs = (text: string) => Logprobs | null;

/**
 * Log probabilities in the service's shape. Nothing was ever likely here: the figures are drawn from the seed, the
 * chosen token always the likeliest. Tokens are the tokenizer's, or else the pieces a text is streamed in.
 */
export function createLogprobs(
  { logprobs, top_logprobs }: ChatRequest,
  { seed, from }: { seed: string; from: Hash },
  tokenizer: Tokenizer,
): TellLogprobs {
  if (logprobs !== true) return noLogprobs;
  const random = createRandom(seed, from);
  const others = top_logprobs ?? 0;
  return (text) => ({
    content: tokensOf(text, tokenizer).map((token) => {
      const chance = 0.5 + random() / 2;
      const chosen = tokenLogprob(token, chance);
      return { ...chosen, top_logprobs: others === 0 ? [] : [chosen, ...alternatives(chosen, others - 1, 1 - chance)] };
    }),
  });
}

const noLogprobs: TellLogprobs = () => null;

/**
 * The texts of its tokens, where the tokenizer knows them and they are the text again; else the pieces a text is streamed
 * in. A text that is not normalised, or holds U+FFFD itself, is not its tokens' text.
 */
export function tokensOf(text: string, { encode, decode }: Tokenizer): string[] {
  if (encode === undefined || decode === undefined) return splitText(text);
  const tokens: string[] = [];
  let open: number[] = [];
  for (const id of encode(text)) {
    open.push(id);
    const token = decode(open);
    // A part of a character waits for the rest of it.
    if (token.endsWith("\uFFFD")) continue;
    tokens.push(token);
    open = [];
  }
  return tokens.join("") === text ? tokens : splitText(text);
}

/** Made from the token itself: each gets half of the chance that is left. */
function alternatives({ token }: TokenLogprob, count: number, left: number): TokenLogprob[] {
  return Array.from({ length: count }, (_, at) => tokenLogprob(`${token}${"~".repeat(at + 1)}`, left / 2 ** (at + 1)));
}

function tokenLogprob(token: string, chance: number): TokenLogprob {
  return { token, logprob: Math.log(chance), bytes: [...new TextEncoder().encode(token)] };
}
