/** Answers that an earlier run recorded, given again. */
package dev.assay.worker.kind.replay;
