/** Words for people who mistyped a name. */
package dev.assay.common.words;
