// What a client needs at run time, and nothing else. A bundler that splits code puts whatever a door can reach, and some
// program needs, beside that door: behind the main one stands the catalogue of models, which nobody who streams asks for.
export { classifyError } from "./classify-error.ts";
export { completionToChunks } from "./completion-to-chunks.ts";
export { parseErrorBody, readErrorBody } from "./error-body.ts";
export { errorCodes } from "./error-codes.ts";
export { rememberJson } from "./holds-json.ts";
export { isPlainChunk } from "./is-plain-chunk.ts";
export { decodeJson, encodeJson } from "./json.ts";
export { modelStudio, normaliseBaseURL } from "./model-studio.ts";
export { toOutgoing } from "./outgoing-forms.ts";
export { readChunk } from "./read/read-chunk.ts";
export { readModels } from "./read/read-models.ts";
export { readReply } from "./read/read-reply.ts";
