/** Where the odd servers are, as plain data: it reaches a worker and a page as well. */
export type TownAddress = {
  /** Origins. `http` and `https` answer `/<behaviour>/<visit>/v1/…`; the latter shows a certificate of the town's own. */
  http: string;
  https: string;
  /** Like `https`, for those who show a certificate of the town's own. */
  httpsForKnown: string;
  /** Where one asks what was seen of a visit, and gives the sign for its next piece. */
  control: string;
  /** A proxy, and one that wants `name` and `password`. Both go to any place of this machine. */
  proxy: string;
  guardedProxy: string;
  /** An origin where nobody listens. */
  refused: string;
  /** In PEM: whom to trust, and what to show. */
  ca: string;
  clientCertificate: string;
  clientKey: string;
};

/** One visit, as the town saw it. */
export type VisitRecord = {
  requests: Array<{
    method: string;
    path: string;
    headers: Record<string, string | string[] | undefined>;
    body: string;
  }>;
  /** Replies whose connection the client closed before they were over. */
  left: number;
  /** Connections that were used, and those that are still open. */
  connections: number;
  open: number;
  /** Bytes of the body that the network has taken. */
  written: number;
};
