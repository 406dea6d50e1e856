/** Text of values as ECMAScript writes it, and reading text that may be JSON. */
package dev.assay.scoring.ecma;
