/**
 * Keeps the claims on rows whose messages are being sent, so that nobody takes a slow sending for a
 * lost one.
 */
package dev.assay.run.engine.leases;
