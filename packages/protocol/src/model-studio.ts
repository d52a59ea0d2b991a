/** Where pay-as-you-go keys work. A key is bound to the region that issued it (2025 document). */
export type Region = "beijing" | "singapore" | "virginia" | "hongkong";

/** Base URLs by region. Sources: both documents (Beijing, Singapore), the compatibility page of March 2026 (the others). */
const hosts: { readonly [R in Region]: string } = {
  beijing: "https://dashscope.aliyuncs.com/compatible-mode/v1",
  singapore: "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
  virginia: "https://dashscope-us.aliyuncs.com/compatible-mode/v1",
  hongkong: "https://cn-hongkong.dashscope.aliyuncs.com/compatible-mode/v1",
};

/**
 * Alibaba Cloud Model Studio's address for a region: spread it into `createClient`.
 *
 * @throws TypeError for a region that is not in the list.
 * @example createClient({ ...modelStudio({ region: "beijing" }), apiKey, transport })
 */
export function modelStudio({ region }: { region: Region }): { baseURL: string } {
  if (!Object.hasOwn(hosts, region)) {
    throw new TypeError(`Unknown region "${region}": use ${Object.keys(hosts).join(", ")}, or give baseURL.`);
  }
  return { baseURL: hosts[region] };
}

/**
 * Makes a base URL out of what people paste: without a trailing slash, and without a trailing `/chat/completions`.
 *
 * @throws TypeError when it is not an http or https URL.
 */
export function normaliseBaseURL(pasted: string): string {
  const url = URL.canParse(pasted) ? new URL(pasted) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(
      "baseURL must be an http or https URL, such as https://dashscope.aliyuncs.com/compatible-mode/v1",
    );
  }
  const path = url.pathname
    .replace(/\/+$/, "")
    .replace(/\/chat\/completions$/, "")
    .replace(/\/+$/, "");
  return `${url.origin}${path}`;
}
