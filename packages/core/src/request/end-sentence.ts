/** Gives a sentence the full stop of its script where no mark ends it; closing quotes and brackets are looked through. */
export function endSentence(text: string): string {
  const bare = text.replace(/[\p{Pe}\p{Pf}"'`]+$/u, "");
  if (bare === "" || /[.!?…:;,。！？：；，、]$/.test(bare)) return text;
  return text + (/^[\u3040-\u9fff]|[\u3040-\u9fff]$/.test(bare) ? "。" : ".");
}
