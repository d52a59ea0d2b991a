import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { loadTokenizer } from "@qwire/tokenizer";

const tokenizer = await loadTokenizer();
deepStrictEqual([...tokenizer.encode("你好啊")], [108386, 103924]);
strictEqual(tokenizer.decode([108386, 103924]), "你好啊");
strictEqual(tokenizer.count("杭州和北京天气怎么样?"), 6);
