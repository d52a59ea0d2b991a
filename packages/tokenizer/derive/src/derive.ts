// Writes ../vocabulary/qwen3.js and ../test/fixtures/expected-ids.json: pnpm --dir packages/tokenizer/derive derive
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { constants, deflateRawSync } from "node:zlib";
import { deriveVocabulary } from "./derive-vocabulary.ts";
import { expectedIds } from "./expected-ids.ts";
import { readPublished } from "./read-published.ts";

const { size, planes, hash, specialTokens } = deriveVocabulary(readPublished());
const packed = deflateRawSync(planes, { level: constants.Z_BEST_COMPRESSION, memLevel: 9 });

const text = `// Qwen3's vocabulary, by the Qwen team, Alibaba Cloud; Apache-2.0, see ../NOTICE. Changed in form: only the two halves of each
// token are kept. Made by derive/src/derive.ts from the published tokenizer; what it must hash to is checked there.
export const size = ${size};
export const sha256 = ${JSON.stringify(hash)};
export const specialTokens = ${JSON.stringify(specialTokens)};
export const halves =
  ${JSON.stringify(packed.toString("base64"))};
`;
writeFileSync(join(import.meta.dirname, "../../vocabulary/qwen3.js"), text);
writeFileSync(join(import.meta.dirname, "../../test/fixtures/expected-ids.json"), await expectedIds());
console.log(`${size} tokens and ${specialTokens.length} special ones, ${packed.length} bytes, SHA-256 ${hash}`);
