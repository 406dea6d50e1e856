/** Changing the master key. */
package dev.assay.run.library.rotation;
