/** Words for people: near names for a slip, the beginning of what is long. */
package dev.assay.common.words;
