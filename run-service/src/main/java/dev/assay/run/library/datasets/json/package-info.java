/** Items from JSON and JSONL, read one at a time, each fault with its line. */
package dev.assay.run.library.datasets.json;
