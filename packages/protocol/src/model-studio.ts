/** Where pay-as-you-go keys work. A key is bound to the region that issued it (2025 document). */
export type Region = "beijing" | "singapore" | "virginia" | "hongkong";

/** Where workspaces have hosts of their own. */
export type WorkspaceRegion = "beijing" | "singapore" | "hongkong" | "frankfurt";

/** Subscriptions with hosts and keys (`sk-sp-…`) of their own. */
export type Plan = "token" | "coding";

/** Which door of the service: a region's, a workspace's or a plan's. */
export type ModelStudioAddress =
  | { region: Region; workspaceId?: undefined; plan?: undefined }
  /** `workspaceId`: as the console shows it, `ws-…` or `llm-…`. `region`: default `beijing`. */
  | { workspaceId: string; region?: WorkspaceRegion; plan?: undefined }
  /** `region`: default `beijing`. */
  | { plan: Plan; region?: "beijing" | "singapore"; workspaceId?: undefined };

type Hosts<Name extends string> = { readonly [N in Name]: string };

/** Sources: both documents (Beijing, Singapore), the compatibility page of March 2026 (the others). */
const regionHosts: Hosts<Region> = {
  beijing: "https://dashscope.aliyuncs.com/compatible-mode/v1",
  singapore: "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
  virginia: "https://dashscope-us.aliyuncs.com/compatible-mode/v1",
  hongkong: "https://cn-hongkong.dashscope.aliyuncs.com/compatible-mode/v1",
};

/** Source: the service's page of October 2026 on workspace hosts. */
const workspaceHosts: Hosts<WorkspaceRegion> = {
  beijing: "cn-beijing.maas.aliyuncs.com",
  singapore: "ap-southeast-1.maas.aliyuncs.com",
  hongkong: "cn-hongkong.maas.aliyuncs.com",
  frankfurt: "eu-central-1.maas.aliyuncs.com",
};

/** Source: a public list of providers (models.dev, July 2026) and the error page. Coding has no `compatible-mode`. */
const planHosts: { readonly [P in Plan]: Hosts<"beijing" | "singapore"> } = {
  token: {
    beijing: "https://token-plan.cn-beijing.maas.aliyuncs.com/compatible-mode/v1",
    singapore: "https://token-plan.ap-southeast-1.maas.aliyuncs.com/compatible-mode/v1",
  },
  coding: {
    beijing: "https://coding.dashscope.aliyuncs.com/v1",
    singapore: "https://coding-intl.dashscope.aliyuncs.com/v1",
  },
};

/**
 * Alibaba Cloud Model Studio's address for a region, a workspace or a plan: spread it into `createClient`.
 *
 * @throws TypeError for a region or plan that is not in the lists, and for a workspace id that is none.
 * @example createClient({ ...modelStudio({ region: "beijing" }), apiKey, transport })
 * @example modelStudio({ workspaceId: "ws-abc123", region: "singapore" })
 * @example modelStudio({ plan: "token" })
 */
export function modelStudio(address: ModelStudioAddress): { baseURL: string } {
  if (address.plan !== undefined) {
    const hosts = pick(planHosts, "plan", address.plan);
    return { baseURL: pick(hosts, "region", address.region ?? "beijing") };
  }
  if (address.workspaceId !== undefined) {
    if (!/^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/i.test(address.workspaceId)) {
      throw new TypeError("workspaceId is the id the console shows, such as ws-abc123: letters, digits and dashes.");
    }
    const host = pick(workspaceHosts, "region", address.region ?? "beijing");
    return { baseURL: `https://${address.workspaceId}.${host}/compatible-mode/v1` };
  }
  return { baseURL: pick(regionHosts, "region", address.region) };
}

function pick<Name extends string, T>(table: { readonly [N in Name]: T }, what: string, name: Name): T {
  if (!Object.hasOwn(table, name)) {
    throw new TypeError(`Unknown ${what} "${name}": use ${Object.keys(table).join(", ")}, or give baseURL.`);
  }
  return table[name];
}

/**
 * Makes a base URL out of what people paste: without spaces around it, query, fragment, trailing slash, or a trailing
 * `/chat/completions`.
 *
 * @throws TypeError when it is not an http or https URL.
 */
export function normaliseBaseURL(pasted: string): string {
  const url = URL.parse(pasted);
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
