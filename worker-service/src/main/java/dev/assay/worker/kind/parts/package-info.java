/**
 * What kinds have in common: addresses, headers, parameters by their common names, content parts
 * and tools. A kind puts these together; none extends another.
 */
package dev.assay.worker.kind.parts;
