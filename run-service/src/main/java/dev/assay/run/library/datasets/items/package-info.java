/** Items of a version: pages, exports, samples. */
package dev.assay.run.library.datasets.items;
