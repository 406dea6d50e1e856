package dev.assay.run.verdict.gate;

import dev.assay.run.verdict.summary.Estimate;

/** A run set against an earlier one, as far as criteria ask for it. */
public interface AgainstBaseline {
  /** There is nothing to compare with. */
  AgainstBaseline NONE =
      new AgainstBaseline() {
        @Override
        public Estimate regressions(String scorer, String section) {
          return Estimate.NONE;
        }

        @Override
        public Estimate difference(String scorer, String section) {
          return Estimate.NONE;
        }
      };

  /**
   * How many items passed there and fail here.
   *
   * @param scorer by its threshold; null for the items as a whole
   * @param section within it only; null for everywhere
   */
  Estimate regressions(String scorer, String section);

  /**
   * How much higher the mean is here, over the items measured on both sides; negative when lower.
   *
   * @param scorer its scores; null for the pass rate of the items
   * @param section within it only; null for everywhere
   */
  Estimate difference(String scorer, String section);
}
