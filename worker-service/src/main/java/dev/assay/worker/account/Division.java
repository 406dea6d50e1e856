package dev.assay.worker.account;

/** Divides whole numbers among workers. */
final class Division {
  private Division() {}

  /**
   * The part of one: the quotient, one more for the first ranks while the remainder lasts. The
   * parts add up to the whole, so with more workers than there is to share some get 0. A further
   * worker never makes a part larger.
   */
  static long part(long whole, int rank, int workers) {
    return whole / workers + (rank < whole % workers ? 1 : 0);
  }
}
