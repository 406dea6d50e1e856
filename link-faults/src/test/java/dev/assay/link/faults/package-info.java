/**
 * The fault test of whatever carries messages: the same scenarios, with counts of what was sent,
 * settled, delivered twice and lost, for our link and for the parts it could be replaced by.
 */
package dev.assay.link.faults;
