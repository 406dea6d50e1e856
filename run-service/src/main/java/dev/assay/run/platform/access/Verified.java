package dev.assay.run.platform.access;

import java.time.Instant;

/**
 * A token that was found valid.
 *
 * @param caller who showed it
 * @param workspace name of the workspace
 * @param expiresAt when it ends, null for never
 */
record Verified(Caller caller, String workspace, Instant expiresAt) {

  boolean validAt(Instant time) {
    return expiresAt == null || time.isBefore(expiresAt);
  }
}
