/**
 * What is wrong with a request, in one form: problem+json with a code and a sentence that says how
 * to mend it.
 */
package dev.assay.run.platform.problem;
