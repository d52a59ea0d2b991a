/** What is told of an image, a sound or a film: where it is, or what kind and how much of it was in the message. */
export type MediaContent =
  | { type: "uri"; modality: string; mime_type?: string; uri: string }
  | { type: "blob"; modality: string; mime_type?: string; content: ""; byte_size: number };

/** Never the bytes themselves. Of an address not what may be a signature or a password: its query and its user. */
export function mediaContent(modality: string, source: string, mime?: string): MediaContent {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(source)) {
    const uri = source.replace(/[?#].*$/s, "").replace(/^([^/]*\/\/)[^/]*@/, "$1");
    return { type: "uri", modality, ...(mime && { mime_type: mime }), uri };
  }
  const comma = source.startsWith("data:") ? source.indexOf(",") : -1;
  const told = comma < 0 ? "" : (source.slice("data:".length, comma).split(";")[0] ?? "");
  const type = told || mime;
  return {
    type: "blob",
    modality,
    ...(type && { mime_type: type }),
    content: "",
    byte_size: sizeOf(source, comma + 1),
  };
}

/** A text with its data URLs told by type and size. */
export function withoutDataUrls(text: string): string {
  if (!text.includes(";base64,")) return text;
  // One bounded run before the mark: whatever the text is, the search stays linear.
  return text.replaceAll(/data:([\w.+/;=-]{0,200});base64,([\w+/=-]+)/g, (_, told: string, data: string) => {
    return `[data: ${told.split(";")[0] || "no type"}, ${sizeOf(data, 0)} bytes]`;
  });
}

/** Bytes of the base64 that begins there. */
function sizeOf(text: string, from: number): number {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  return Math.max(0, Math.floor(((text.length - from) * 3) / 4) - padding);
}
