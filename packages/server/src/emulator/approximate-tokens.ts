/**
 * Roughly how many tokens a text is: two for three Han characters, one for four others. Good enough to develop
 * against; the bill is the service's.
 */
export function approximateTokens(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return Math.ceil(han * 0.67 + (text.length - han) / 4);
}
