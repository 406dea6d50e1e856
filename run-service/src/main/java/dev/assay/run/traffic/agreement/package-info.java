/**
 * How far people who speak of the same answers agree: labels, ratings, corrections field by field.
 */
package dev.assay.run.traffic.agreement;
