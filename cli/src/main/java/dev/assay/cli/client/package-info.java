/** Speaks to run-service: REST, uploads, and Server-Sent Events that survive a cut. */
package dev.assay.cli.client;
