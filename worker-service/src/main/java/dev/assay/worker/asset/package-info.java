/**
 * Images, documents and sound that a call names by their SHA-256: fetched from run-service once,
 * put in before a kind asks.
 */
package dev.assay.worker.asset;
