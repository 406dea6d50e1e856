/** What workers tell each other and live pages. */
package dev.assay.worker.presence;
