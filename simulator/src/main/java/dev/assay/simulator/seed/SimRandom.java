package dev.assay.simulator.seed;

import java.nio.charset.StandardCharsets;

/**
 * Randomness that is a function of what is asked: the same seed and the same key give the same
 * numbers in any order of calls. SplitMix64 over an FNV-1a hash of the key.
 */
public final class SimRandom {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private long state;

  /** The numbers of a seed and a key. */
  public SimRandom(long seed, String key) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    state = mix(seed * GAMMA + hash);
  }

  /** The state it starts with: a hash of seed and key. */
  public long hash() {
    return state;
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private long next() {
    state += GAMMA;
    return mix(state);
  }

  /** In [0, 1). */
  public double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  /** In 0..bound-1. */
  public int below(int bound) {
    return (int) (unit() * bound);
  }

  /** Standard normal, by Box and Muller. */
  public double gaussian() {
    double radius = Math.sqrt(-2 * Math.log(1 - unit()));
    return radius * Math.cos(2 * Math.PI * unit());
  }
}
