/** Views of lists that people keep: filters, columns and order under a name. */
package dev.assay.run.library.views;
