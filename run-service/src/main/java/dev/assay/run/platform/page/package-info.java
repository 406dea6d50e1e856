/** Serves the page: which addresses are views of it, what a browser may do with it and keep. */
package dev.assay.run.platform.page;
