/**
 * The limits of a provider account: adaptive concurrency, this worker's share of the requests and
 * tokens a minute, pauses. Every worker keeps its own part; what it knows of the others is how many
 * there are.
 */
package dev.assay.worker.account;
