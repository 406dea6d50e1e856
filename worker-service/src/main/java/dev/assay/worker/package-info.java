/** The worker-service: its parts put together, its configuration, its life. */
package dev.assay.worker;
