/**
 * JSON schemas that people write: safe to take, and bounded in what it costs to hold a value
 * against one.
 */
package dev.assay.common.schema;
