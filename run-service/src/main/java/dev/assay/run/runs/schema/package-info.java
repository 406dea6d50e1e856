/** What JSON in definitions may look like, told to the OpenAPI document: nothing is read by it. */
package dev.assay.run.runs.schema;
