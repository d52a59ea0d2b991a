import type { Property } from "./schema.ts";

/** A form of text that a field asks for by its name or its description. */
export type ToldFormat = "date" | "time" | "email" | "uri" | "path";

const formats: ReadonlyArray<{ format: ToldFormat; name: RegExp; description?: RegExp }> = [
  { format: "date", name: /(^|_)(date|day|when)$/i },
  { format: "time", name: /(^|_)time$/i },
  { format: "email", name: /(^|_)e?mail(_?address)?$/i, description: /e-?mail address|邮箱|邮件地址|郵箱|郵件地址/i },
  { format: "uri", name: /(^|_)(url|uri|link)$/i, description: /\b(url|uri)\b|网址|链接|網址|連結/i },
  {
    format: "path",
    name: /(^|_)(path|file|folder|dir|directory)(_?(name|path))?$/i,
    description: /\b(path|file ?name|folder|directory)\b|路径|路徑|文件名|檔名|目录|目錄/i,
  },
];

/** What a field tells where its schema does not: `null` where it may be any text. The schema's own format settles points in time. */
export function toldFormat({ name, schema }: Property): ToldFormat | null {
  const { description, format } = schema;
  const about = typeof description === "string" ? description : "";
  const words = name.replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1_$2");
  const found = formats.find(
    (one) =>
      (one.name.test(words) || (one.description?.test(about) ?? false)) && (one.description || format === undefined),
  );
  return found?.format ?? null;
}
