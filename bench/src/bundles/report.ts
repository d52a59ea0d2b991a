import { table } from "../report/table.ts";

/** What one program weighs. */
export type Size = {
  name: string;
  minifiedBytes: number;
  gzipBytes: number;
  /** Minified bytes by package, the largest first. */
  packages: [string, number][];
  /** The same by file. */
  files: [string, number][];
};

/** What is kept of it. */
export type BundleResults = { sizes: Size[] };

export function bundleTable({ sizes }: BundleResults): string {
  const rows = sizes.map(({ name, minifiedBytes, gzipBytes, packages }) => [
    name,
    kilobytes(minifiedBytes),
    kilobytes(gzipBytes),
    packages
      .slice(0, 4)
      .map(([part, bytes]) => `${part} ${kilobytes(bytes)}`)
      .join(", "),
  ]);
  return table(["browser bundle, kB", "minified", "gzip", "largest parts, minified"], rows);
}

/** In units of 1,000 bytes. */
export function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
