/** Opening provider credentials, in memory only. */
package dev.assay.worker.credential;
