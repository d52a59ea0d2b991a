/** What a contender is told of the world. */
export type World = {
  /** The service's base URL. */
  baseURL: string;
  /** The file that holds qwire. */
  bundle: string;
};

/** Asks for one stream, and gives the text of its chunks as each arrives. `how` goes to the service. */
export type AskForStream = (how: string) => AsyncIterable<string> | Promise<AsyncIterable<string>>;

/** Makes one contender's way to ask. */
export type MakeAsk = (world: World) => AskForStream | Promise<AskForStream>;

/** The one question; the service answers as `user` says. */
export function questionOf(how: string): {
  model: string;
  messages: Array<{ role: "user"; content: string }>;
  stream: true;
  user: string;
} {
  return { model: "qwen-plus", messages: [{ role: "user", content: "你好" }], stream: true, user: how };
}
