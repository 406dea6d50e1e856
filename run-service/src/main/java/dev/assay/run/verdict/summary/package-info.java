/**
 * What a run comes to, as numbers with intervals and bounds. {@link
 * dev.assay.run.verdict.summary.Summaries} makes them from totals; nothing else in this package
 * computes.
 *
 * <p><b>Measured and unmeasured.</b> A unit is measured when it passed or failed. One that all
 * scorers skipped does not apply and stands outside every rate. Everything else is unmeasured: an
 * error, a unit skipped by budget, deadline or an early stop before all scorers had spoken, one
 * cancelled, one not settled. Of one scorer, every unit is unmeasured that it neither scored nor
 * skipped. Bounds say what a number could still be: its value if every unmeasured unit had failed
 * (score 0), and if every one had passed (score 1).
 */
package dev.assay.run.verdict.summary;
