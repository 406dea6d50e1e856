/** Scorers that hold JSON against a schema, and schemas that are safe to take from people. */
package dev.assay.scoring.schema;
