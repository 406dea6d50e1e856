package dev.assay.run.library.datasets.staging;

import dev.assay.run.platform.access.Tokens;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Remembers a million ids in 16 MB: 64 bits of each id's SHA-256. That two different ids of a
 * million are taken for the same has a chance of 1 in 15 million.
 */
final class IdSet {
  private long[] slots = new long[1 << 10];
  private int size;

  /** Adds an id; false when it was there. */
  boolean add(String id) {
    long hash = ByteBuffer.wrap(Tokens.sha256(id)).getLong() | 1L;
    if (!place(slots, hash)) {
      return false;
    }
    size++;
    if (size * 2 > slots.length) {
      grow();
    }
    return true;
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    Arrays.stream(slots).filter(hash -> hash != 0).forEach(hash -> place(larger, hash));
    slots = larger;
  }

  private static boolean place(long[] slots, long hash) {
    int mask = slots.length - 1;
    int at = (int) (hash >>> 32) & mask;
    while (slots[at] != 0) {
      if (slots[at] == hash) {
        return false;
      }
      at = (at + 1) & mask;
    }
    slots[at] = hash;
    return true;
  }
}
