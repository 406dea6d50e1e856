/**
 * What kinds have in common: addresses, headers, parameters by their common names, content parts,
 * tools, and the reader of whole bodies and streams. A kind puts these together; none extends
 * another.
 */
package dev.assay.worker.kind.parts;
