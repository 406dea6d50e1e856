/** Secrets of providers, sealed. */
package dev.assay.run.providers.secret;
