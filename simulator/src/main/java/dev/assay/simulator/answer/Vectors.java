package dev.assay.simulator.answer;

import dev.assay.simulator.seed.SimRandom;
import java.util.Locale;

/**
 * Embeddings: each word has a random direction by the seed, a text is the sum of its words. Texts
 * that share words are near each other, the same text gives the same vector.
 */
final class Vectors {
  private Vectors() {}

  /** Of length 1. */
  static float[] of(long seed, String text, int dimensions) {
    double[] sum = new double[dimensions];
    // A direction of the whole text keeps an empty one, and two orders of words, apart.
    add(sum, new SimRandom(seed, "text " + text), 0.2);
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
      if (!word.isEmpty()) {
        add(sum, new SimRandom(seed, "word " + word), 1);
      }
    }
    double square = 0;
    for (double value : sum) {
      square += value * value;
    }
    double length = Math.sqrt(square);
    float[] vector = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      vector[i] = (float) (sum[i] / length);
    }
    return vector;
  }

  private static void add(double[] sum, SimRandom direction, double weight) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * (2 * direction.unit() - 1);
    }
  }
}
