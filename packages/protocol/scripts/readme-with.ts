/** The README with other text between `<!-- section -->` and `<!-- /section -->`. */
export function readmeWith(readme: string, section: string, text: string): string {
  const open = `<!-- ${section} -->\n`;
  const close = `<!-- /${section} -->`;
  const start = readme.indexOf(open);
  const end = readme.indexOf(close);
  if (start === -1 || end === -1) throw new TypeError(`The README has no section ${section}.`);
  return `${readme.slice(0, start + open.length)}${text}\n${readme.slice(end)}`;
}
