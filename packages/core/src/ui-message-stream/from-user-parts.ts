import type { ChatMessage, ContentPart } from "@qwire/protocol";
import type { Fields } from "../is-record.ts";
import { refuseMessages } from "./refuse-messages.ts";

/** What a user has said, with what he has attached. */
export function fromUserParts(parts: readonly Fields[], place: string): ChatMessage[] {
  const content = parts.flatMap((part, at) => toContent(part, `${place}.parts[${at}]`));
  const [first] = content;
  if (first === undefined) throw refuseMessages(place, "says nothing");
  return [{ role: "user", content: content.length === 1 && first.type === "text" ? first.text : content }];
}

function toContent({ type, text, mediaType, url }: Fields, place: string): ContentPart[] {
  if (type === "text") {
    if (typeof text !== "string") throw refuseMessages(`${place}.text`, "is no text");
    return [{ type: "text", text }];
  }
  if (type !== "file") return [];
  if (typeof url !== "string" || typeof mediaType !== "string") throw refuseMessages(place, "has no url or mediaType");
  // What the page has only for itself (`blob:`, `file:`) the service cannot read.
  if (!/^(?:https?:|data:)/i.test(url)) throw refuseMessages(`${place}.url`, "is neither http(s): nor data:");
  const [kind, format = ""] = mediaType.toLowerCase().split("/");
  switch (kind) {
    case "image":
      return [{ type: "image_url", image_url: { url } }];
    case "video":
      return [{ type: "video_url", video_url: { url } }];
    case "audio":
      return [{ type: "input_audio", input_audio: { data: url, format: audioFormats[format] ?? format } }];
    default:
      throw refuseMessages(`${place}.mediaType`, "is not of a picture, a sound or a video");
  }
}

/** The service's words for formats whose media types have others. */
const audioFormats: { readonly [subtype: string]: string } = {
  mpeg: "mp3",
  "x-wav": "wav",
  wave: "wav",
  mp4: "m4a",
  "x-m4a": "m4a",
};
