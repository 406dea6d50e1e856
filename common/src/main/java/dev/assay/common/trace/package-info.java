/** Which trace a unit belongs to, in every service alike. */
package dev.assay.common.trace;
