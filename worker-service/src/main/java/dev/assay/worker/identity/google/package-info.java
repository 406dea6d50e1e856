/** Tokens of Google Cloud: of a service account, a person, a federation, or an instance. */
package dev.assay.worker.identity.google;
