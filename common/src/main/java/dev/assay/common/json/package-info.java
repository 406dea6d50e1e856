/** JSON as all services read and write it: one mapper, one canonical form. */
package dev.assay.common.json;
