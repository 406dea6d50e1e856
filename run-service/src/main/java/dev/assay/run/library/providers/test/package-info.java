/** Trying a provider out with one small call. */
package dev.assay.run.library.providers.test;
