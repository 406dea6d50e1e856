/** Trying the definition of a scorer out on the stored answers of a run, before it is saved. */
package dev.assay.run.tryout;
