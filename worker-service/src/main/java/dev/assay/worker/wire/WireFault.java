package dev.assay.worker.wire;

/**
 * Why there is no complete response.
 *
 * @param kind where it broke
 * @param message a short sentence for a person; may name the host, never a secret
 */
public record WireFault(Kind kind, String message) {
  /** Where it broke. */
  public enum Kind {
    /** The connection never stood; the request was not sent. */
    CONNECT,
    /** The connection broke after the request was sent. */
    BROKEN,
    /** The request cannot be sent as it is. */
    REQUEST,
    /** What the request is made of could not be had; nothing was sent. Whole sentences. */
    PREPARATION,
    /** The record does not allow the request; nothing was sent. Whole sentences. */
    UNUSABLE,
    /** Who the worker is was refused where it asked for a secret; nothing was sent. */
    IDENTITY,
    /** Where it asks for a secret nobody answers for now; nothing was sent. */
    IDENTITY_AWAY,
    /** The address may not be called; nothing was sent. The message is whole sentences. */
    EGRESS,
    /** The answer is a redirect, which is not followed. */
    REDIRECT
  }
}
