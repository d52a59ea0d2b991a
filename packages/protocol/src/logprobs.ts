import * as z from "zod/mini";

/** One token and how likely it was. */
export type TokenLogprob = {
  token: string;
  /** Natural logarithm of the probability; `null` means vanishingly small. */
  logprob: number | null;
  /** The token's UTF-8 bytes; a character may be spread over several tokens. */
  bytes?: number[] | null;
};

/** Log probabilities of the answer's tokens. Never given for `reasoning_content`. */
export type Logprobs = {
  content?: Array<TokenLogprob & { top_logprobs?: TokenLogprob[] | null }> | null;
};

const tokenFields = {
  token: z.string(),
  logprob: z.pipe(
    z.nullish(z.number()),
    z.transform((logprob) => logprob ?? null),
  ),
  bytes: z.nullish(z.array(z.number())),
};

/** Law for {@link Logprobs}: loose. */
export const logprobs: z.ZodMiniType<Logprobs> = z.looseObject({
  content: z.nullish(
    z.array(z.looseObject({ ...tokenFields, top_logprobs: z.nullish(z.array(z.looseObject(tokenFields))) })),
  ),
});
