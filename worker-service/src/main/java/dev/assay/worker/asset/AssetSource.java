package dev.assay.worker.asset;

import io.smallrye.mutiny.Uni;

/** Where assets come from. */
@FunctionalInterface
public interface AssetSource {
  /**
   * Fetches one asset.
   *
   * @param link which one, and the permission to fetch it
   * @param maxBytes a larger one is refused while it arrives
   * @return the bytes as a data URL, their SHA-256 checked; fails with an {@link
   *     AssetFaultException} when it cannot be had, and otherwise with whatever gave up waiting.
   *     May complete on any thread
   */
  Uni<String> fetch(AssetLink link, long maxBytes);
}
