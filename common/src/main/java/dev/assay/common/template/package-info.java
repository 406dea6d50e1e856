/** Templates that people write: read once with every check, filled within bounds. */
package dev.assay.common.template;
