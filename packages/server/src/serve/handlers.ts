import type { Emulator } from "../emulator/create-emulator.ts";

type Resolver = (info: { request: Request }) => Promise<Response>;

/** The part of msw's `http` that is needed here; the same in msw 2 and 3. */
export type HttpNamespace<Handler> = {
  get(path: string, resolver: Resolver): Handler;
  post(path: string, resolver: Resolver): Handler;
  options(path: string, resolver: Resolver): Handler;
};

/**
 * Request handlers for msw. The emulator's own errors, 404s and preflights are answered too.
 *
 * @param http msw's own, handed in so that any version fits
 * @param at base URLs to answer for. Default: every host's `…/v1`, which all of the service's base URLs end with.
 * @example setupServer(...handlers(http, createEmulator()))
 */
export function handlers<Handler>(
  http: HttpNamespace<Handler>,
  emulator: Pick<Emulator, "fetch">,
  at: string | readonly string[] = "*/v1",
): Handler[] {
  const resolve: Resolver = async ({ request }) => framed(await emulator.fetch(request));
  return [at].flat().flatMap((base) => {
    const root = base.replace(/\/+$/, "");
    const [chat, models, model] = [`${root}/chat/completions`, `${root}/models`, `${root}/models/*`];
    return [
      http.post(chat, resolve),
      ...[chat, models, model].flatMap((path) => [http.get(path, resolve), http.options(path, resolve)]),
    ];
  });
}

/**
 * A stream that says how it is framed. Of one that does not, the end is the end of its connection: where such a reply is
 * given up, msw's closed socket tells Node's `fetch` of a good end after that, which it takes for its own mistake (Node 26).
 */
function framed(response: Response): Response {
  if (response.headers.get("content-type")?.startsWith("text/event-stream") === true) {
    response.headers.set("transfer-encoding", "chunked");
  }
  return response;
}
