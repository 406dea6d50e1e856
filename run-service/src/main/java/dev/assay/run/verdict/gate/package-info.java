/**
 * Whether a run may pass. A {@link dev.assay.run.verdict.gate.Gate} is read from what people write,
 * judged on a summary, and tried on null answers before it costs anything.
 */
package dev.assay.run.verdict.gate;
