/** Secrets that are had for a call: tokens and keys of clouds, instead of what a record holds. */
package dev.assay.worker.identity;
