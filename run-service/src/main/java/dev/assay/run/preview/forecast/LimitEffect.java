package dev.assay.run.preview.forecast;

/**
 * What one limit does to a run.
 *
 * @param limit its name: {@code rpm}, {@code tpm}, {@code max_concurrency}, {@code concurrency}
 * @param value as it is set
 * @param binding whether the run would end noticeably sooner without it
 * @param addsSeconds how much later the run ends because of it; of the run's own concurrency, as
 *     compared with twice as much
 */
public record LimitEffect(String limit, double value, boolean binding, double addsSeconds) {}
