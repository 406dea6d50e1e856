/** Edit distance and longest common subsequence, bit-parallel. */
package dev.assay.scoring.distance;
