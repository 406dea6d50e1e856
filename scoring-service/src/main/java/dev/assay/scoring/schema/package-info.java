/** Scorers that hold JSON against a schema. */
package dev.assay.scoring.schema;
