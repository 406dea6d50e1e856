/** The identity that a process has at AWS. */
package dev.assay.worker.identity.aws;
