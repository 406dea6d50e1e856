/** Changing providers: what may be said of each kind, merged into what was said before. */
package dev.assay.run.library.providers.edit;
