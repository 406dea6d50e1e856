/** Trying scorers out on one answer, outside of any run. */
package dev.assay.run.preview.scorer;
