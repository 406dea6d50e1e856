/** How long the scorers take: JMH over the code that scoring-service ships. */
package dev.assay.benchmarks.scorers;
