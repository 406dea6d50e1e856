/** Ids: UUID version 7, in the order of time. */
package dev.assay.common.id;
