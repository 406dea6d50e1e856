/** Answers that were given before, found again by everything that could change them. */
package dev.assay.run.engine.cache;
