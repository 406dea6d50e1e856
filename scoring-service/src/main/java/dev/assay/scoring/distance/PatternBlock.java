package dev.assay.scoring.distance;

import java.util.Arrays;

/**
 * For up to 64 pattern characters: which of them equal a given character, as a bit set. ASCII is
 * looked up directly, everything else in a small open-addressed table.
 */
final class PatternBlock {
  private static final int ASCII = 128;
  // twice the most distinct characters there can be, so that a probe always ends
  private static final int SLOTS = 128;

  private final long[] ascii = new long[ASCII];
  private char[] keys;
  private long[] bits;
  private boolean wide;

  /** Takes characters {@code from} to {@code from + count}, bit 0 first. */
  void load(char[] pattern, int from, int count) {
    Arrays.fill(ascii, 0L);
    if (wide) {
      Arrays.fill(bits, 0L);
      wide = false;
    }
    for (int i = 0; i < count; i++) {
      char c = pattern[from + i];
      if (c < ASCII) {
        ascii[c] |= 1L << i;
      } else {
        addWide(c, 1L << i);
      }
    }
  }

  /** Bit i is set when pattern character i equals c. */
  long matches(char c) {
    if (c < ASCII) {
      return ascii[c];
    }
    return wide ? bits[slot(c)] : 0L;
  }

  private void addWide(char c, long bit) {
    if (keys == null) {
      keys = new char[SLOTS];
      bits = new long[SLOTS];
    }
    wide = true;
    int slot = slot(c);
    keys[slot] = c;
    bits[slot] |= bit;
  }

  /** The slot that holds c, or the free one where it would go; a free slot has no bits. */
  private int slot(char c) {
    int slot = (c * 0x9E3779B1) >>> 25;
    while (bits[slot] != 0 && keys[slot] != c) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    return slot;
  }
}
