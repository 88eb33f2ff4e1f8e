/** How long anything may take: a machine that is busy with other things is slow, not wrong. */
export const TIMEOUT_MS = 60_000;
