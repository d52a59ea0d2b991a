import * as z from "zod/mini";

/** Marks everything up to here as a prefix to cache for five minutes. At most four markers a request. */
export type CacheControl = { type: "ephemeral" };

export type TextPart = { type: "text"; text: string; cache_control?: CacheControl | null };

export type ImagePart = {
  type: "image_url";
  /** `http(s)://…` or `data:image/…;base64,…` (at most 10 MB of base64). */
  image_url: { url: string; detail?: string | null };
  /** Smaller images are scaled up to this many pixels. */
  min_pixels?: number | null;
  /** Larger images are scaled down to this many pixels. */
  max_pixels?: number | null;
  cache_control?: CacheControl | null;
};

export type AudioPart = {
  type: "input_audio";
  /** `data`: `http(s)://…` or `data:;base64,…`; `format`: `wav`, `mp3` and so on. */
  input_audio: { data: string; format?: string | null };
  cache_control?: CacheControl | null;
};

type VideoOptions = {
  /** Frames taken per second, 0.1 to 10; default 2. */
  fps?: number | null;
  min_pixels?: number | null;
  max_pixels?: number | null;
  /** Upper bound over all frames together. */
  total_pixels?: number | null;
  cache_control?: CacheControl | null;
};

/** A video given as its frames: 4 to 512 images, by model. */
export type VideoFramesPart = { type: "video"; video: string[] } & VideoOptions;

export type VideoPart = { type: "video_url"; video_url: { url: string } } & VideoOptions;

/** One part of a message's content. Which kinds a model takes is its own affair; text is always taken. */
export type ContentPart = TextPart | ImagePart | AudioPart | VideoFramesPart | VideoPart;

/** Law for {@link CacheControl}. */
export const cacheControl: z.ZodMiniType<CacheControl> = z.looseObject({ type: z.literal("ephemeral") });

const cached = { cache_control: z.nullish(cacheControl) };
const pixels = { min_pixels: z.nullish(z.number()), max_pixels: z.nullish(z.number()) };
const video = { fps: z.nullish(z.number()), ...pixels, total_pixels: z.nullish(z.number()), ...cached };

/** Law for {@link TextPart}. */
export const textPart: z.ZodMiniType<TextPart> = z.looseObject({
  type: z.literal("text"),
  text: z.string(),
  ...cached,
});

/** Law for {@link ContentPart}. */
export const contentPart: z.ZodMiniType<ContentPart> = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("text"), text: z.string(), ...cached }),
  z.looseObject({
    type: z.literal("image_url"),
    image_url: z.looseObject({ url: z.string(), detail: z.nullish(z.string()) }),
    ...pixels,
    ...cached,
  }),
  z.looseObject({
    type: z.literal("input_audio"),
    input_audio: z.looseObject({ data: z.string(), format: z.nullish(z.string()) }),
    ...cached,
  }),
  z.looseObject({ type: z.literal("video"), video: z.array(z.string()), ...video }),
  z.looseObject({ type: z.literal("video_url"), video_url: z.looseObject({ url: z.string() }), ...video }),
]);
