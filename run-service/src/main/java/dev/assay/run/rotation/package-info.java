/** Changing the master key. */
package dev.assay.run.rotation;
