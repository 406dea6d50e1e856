/** What a scorer is: its input, its outcome, its parameters, and the effort it may spend. */
package dev.assay.scoring.scorer;
