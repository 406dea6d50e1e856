/** Reads evaluation files: YAML with the field names of the API's run body. */
package dev.assay.cli.evalfile;
