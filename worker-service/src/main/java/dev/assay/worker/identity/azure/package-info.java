/** Tokens of Entra ID: of an application with its secret, or of what the process is at Azure. */
package dev.assay.worker.identity.azure;
