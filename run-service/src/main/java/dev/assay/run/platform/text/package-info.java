/** Text at the doors: what PostgreSQL cannot hold is refused where it comes in, by its field. */
package dev.assay.run.platform.text;
