package dev.assay.benchmarks.measure;

/**
 * What a process and its descendants used.
 *
 * @param cpuSeconds processor time, user and system
 * @param peakMb resident memory at its largest, in MB of 2^20 bytes
 */
public record ProcessUse(double cpuSeconds, double peakMb) {}
