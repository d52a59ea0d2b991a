import { generate } from "selfsigned";

/** In PEM. */
export type Certificates = { ca: string; server: Pair; client: Pair };
type Pair = { cert: string; key: string };

/** A certificate authority that lives as long as the town, one certificate for this machine and one for a client. */
export async function makeCertificates(): Promise<Certificates> {
  const ca = await generate(named("Town authority"), {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, digitalSignature: true, critical: true },
    ],
  });
  const signed = async (name: string, usage: "serverAuth" | "clientAuth"): Promise<Pair> => {
    const made = await generate(named(name), {
      keyType: "ec",
      algorithm: "sha256",
      ca: { key: ca.private, cert: ca.cert },
      extensions: [
        { name: "basicConstraints", cA: false, critical: true },
        { name: "keyUsage", digitalSignature: true, critical: true },
        { name: "extKeyUsage", [usage]: true },
        {
          name: "subjectAltName",
          altNames: [
            { type: 2, value: "localhost" },
            { type: 7, ip: "127.0.0.1" },
          ],
        },
      ],
    });
    return { cert: made.cert, key: made.private };
  };
  const [server, client] = await Promise.all([signed("localhost", "serverAuth"), signed("visitor", "clientAuth")]);
  return { ca: ca.cert, server, client };
}

function named(value: string): Array<{ name: string; value: string }> {
  return [{ name: "commonName", value }];
}
