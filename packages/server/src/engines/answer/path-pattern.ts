/** A character of a name; Chinese and Japanese stand without blanks, so they may open one and never go on with it. */
const plain = String.raw`(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}\p{N}_.@%+~$#*=-])`;
const segment = String.raw`(?:\p{Script=Han}*${plain}+|\p{Script=Han}+)`;
const segments = (stroke: string): string => `${segment}(?:${stroke}${segment})*${stroke}?`;
const ending = String.raw`\.(?:[a-z][a-z\d]{0,7}|[A-Z]{2,4})(?!\.*(?!\.)${plain})`;
const fileName = `${plain}*${ending}`;

const opening = String.raw`\s([{<"'“‘「（\x60:=,，：、`;
const behind = String.raw`(?<=^|[\p{Script=Han}${opening}])`;

/**
 * A path as it stands in a sentence, told by its form: `/etc/motd`, `~/x`, `./a/b.txt`, `src/index.ts`, `C:\x\y.txt`,
 * `\\server\share`. The sentence's full stop is none of it. What may be a list ("Oslo/Rome", "Oslo /Rome") or a command
 * ("/weather Oslo") is no path.
 */
export const pathPattern: RegExp = new RegExp(
  `(?:${[
    // ~/x, ./x, ../x
    String.raw`${behind}(?:~|\.{1,2})/(?:${segments("/")})?`,
    // /tmp
    String.raw`(?<=[${opening}])/(?=[\p{Ll}\p{N}._~*])${segments("/")}`,
    // /etc/motd, also right behind Chinese
    `${behind}/(?=${plain})${segment}/${segments("/")}`,
    // /文档/报告.txt
    String.raw`${behind}/(?:${segment}/)*\p{Script=Han}*${fileName}`,
    // C:\x, C:/x
    String.raw`(?<![\p{L}\p{N}])[A-Za-z]:[\\/](?:${segments(String.raw`[\\/]`)})?`,
    // \\server\share
    String.raw`\\\\${segment}\\${segments(String.raw`\\`)}`,
    // src/index.ts
    String.raw`${behind}(?:${plain}+[\\/])+${fileName}`,
  ].join("|")})(?<!\\.)`,
  "uy",
);

const fileAlone = new RegExp(String.raw`^(?!.\..$)(?:\p{Script=Han}*${fileName}|\.[a-z][\w-]*)$`, "u");

/** Whether a text is a path or the name of a file and nothing more; "p.m" is neither. */
export function isPath(text: string): boolean {
  pathPattern.lastIndex = 1;
  return fileAlone.test(text) || pathPattern.exec(` ${text}`)?.[0] === text;
}
