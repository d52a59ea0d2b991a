// Spawned by runtimes.test.ts on each runtime. Prints the ids of a line of many scripts, and what they decode to.
import { loadTokenizer } from "../src/index.ts";

const tokenizer = await loadTokenizer();
const text = "你好啊 I'm here\u0085\ufeff مرحبا नमस्ते 안녕 👩‍👩‍👧 e\u0301\r\n";
const ids = tokenizer.encode(text);
console.log(JSON.stringify({ ids, isBack: tokenizer.decode(ids) === text.normalize("NFC") }));
