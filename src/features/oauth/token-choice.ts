/** Which tokens: all that fit every key given. An empty choice does not compile. */
export type TokenChoice =
  | { tokenId: number }
  | { grantId: number }
  | { appId: number }
  | { sessionId: number }
  | { personId: number; appId?: number }
  /** Not used since this time, Unix ms; at most 500 of them. */
  | { unusedSince: number }
