/** The scorer of CEL expressions, bounded in size and cost. */
package dev.assay.scoring.expression;
