package dev.assay.run.library.rotation;

/**
 * What a rotation did.
 *
 * @param resealed credentials are under the current key now
 * @param alreadyCurrent were so before
 * @param unreadable could not be opened by any key of this server and stay as they were; each must
 *     be given again
 */
public record Rotated(int resealed, int alreadyCurrent, int unreadable) {}
