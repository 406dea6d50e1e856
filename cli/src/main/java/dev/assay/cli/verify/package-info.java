/**
 * Checks capsules without a server: hashes, scores, sums. Scores are made again by
 * scoring-service's own code, run as a process from the installed jars.
 */
package dev.assay.cli.verify;
