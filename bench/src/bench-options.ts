/** What a bench is told. */
export type BenchOptions = {
  /** A look, not a measurement: fewer rounds, no stream above 10k chunks. */
  isQuick: boolean;
  rounds: number;
  /** The checkout whose qwire is measured: this one, or another to compare with. */
  checkout: string;
  /** Whether a stream of this name was asked for. */
  isWantedCase(name: string): boolean;
  /** Whether a contender of this name was asked for; floors always run. */
  isWantedContender(name: string): boolean;
};
