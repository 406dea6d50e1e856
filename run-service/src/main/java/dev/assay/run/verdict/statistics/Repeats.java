package dev.assay.run.verdict.statistics;

/** What several independent answers to one item say. */
public final class Repeats {
  private Repeats() {}

  /**
   * pass@k: the chance that at least one of k answers passes, 1 - C(n-c, k) / C(n, k), unbiased
   * (Chen et al. 2021, arXiv 2107.03374).
   *
   * @param n answers, of which {@code c} passed
   * @return null when n &lt; k
   */
  public static Double passAtK(long n, long c, int k) {
    return n < k ? null : (Double) (1 - chosen(n, n - c, k));
  }

  /**
   * pass^k: the chance that all of k answers pass, C(c, k) / C(n, k), unbiased (Yao et al. 2024,
   * arXiv 2406.12045).
   *
   * @param n answers, of which {@code c} passed
   * @return null when n &lt; k
   */
  public static Double passHatK(long n, long c, int k) {
    return n < k ? null : (Double) chosen(n, c, k);
  }

  // C(m, k) / C(n, k) as a product, which neither overflows nor cancels.
  private static double chosen(long n, long m, int k) {
    if (m < k) {
      return 0;
    }
    double product = 1;
    for (int i = 0; i < k; i++) {
      product *= (double) (m - i) / (n - i);
    }
    return product;
  }
}
