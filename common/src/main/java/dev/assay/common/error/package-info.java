/** Error codes and failures: a failure is a value with a name before anyone decides what to do. */
package dev.assay.common.error;
