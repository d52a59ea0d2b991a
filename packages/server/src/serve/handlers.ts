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
  const resolve: Resolver = ({ request }) => emulator.fetch(request);
  return [at].flat().flatMap((base) => {
    const root = base.replace(/\/+$/, "");
    const [chat, models, model] = [`${root}/chat/completions`, `${root}/models`, `${root}/models/*`];
    return [
      http.post(chat, resolve),
      ...[chat, models, model].flatMap((path) => [http.get(path, resolve), http.options(path, resolve)]),
    ];
  });
}
