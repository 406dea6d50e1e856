/**
 * Text at the doors: what PostgreSQL cannot hold is refused where it comes in, by its field; what
 * is too long for a list is shown by its beginning.
 */
package dev.assay.run.platform.text;
