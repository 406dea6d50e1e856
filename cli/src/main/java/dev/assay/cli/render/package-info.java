/** Turns what the server says into text for terminals, reports and machines. */
package dev.assay.cli.render;
