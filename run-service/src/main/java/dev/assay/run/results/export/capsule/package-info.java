/**
 * Capsules: a run as one zip that can be checked without the server. Each file holds JSON in the
 * one form of {@link dev.assay.common.json.CanonicalJson}, a line per thing, in the order of
 * position and repeat; the manifest has the SHA-256 of every other file. The same run gives the
 * same bytes.
 *
 * <p>The canonical form orders names and has one form of number, and a scorer may see the
 * difference. Where it would, the line also has the text as it was, under {@code raw}.
 */
package dev.assay.run.results.export.capsule;
