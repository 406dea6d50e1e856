/** What a run is: its definition, its row, its views, and how rows become items and answers. */
package dev.assay.run.runs;
