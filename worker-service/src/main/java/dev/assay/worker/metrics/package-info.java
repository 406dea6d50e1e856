/** What the worker counts and how it is: Prometheus metrics, readiness, liveness. */
package dev.assay.worker.metrics;
