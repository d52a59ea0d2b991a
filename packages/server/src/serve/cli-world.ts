/** Where the command line is run: replaced in tests. */
export type CliWorld = { print(line: string): void; environment: { readonly [name: string]: string | undefined } };
