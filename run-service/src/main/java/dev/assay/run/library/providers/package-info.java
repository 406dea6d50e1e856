/** Providers of models: which kinds there are, what is known of each, what its calls cost. */
package dev.assay.run.library.providers;
