/** How the process ends: everything is told first, and waited for once. */
package dev.assay.run.platform.shutdown;
