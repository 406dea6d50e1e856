/**
 * What people say of the answers of runs: one verdict per person, answer and scorer. Judges are
 * compared with them in {@code passports}.
 */
package dev.assay.run.verdict.labels;
