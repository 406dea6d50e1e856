/**
 * Every message that crosses the wire between services, its envelope, type, version and address.
 */
package dev.assay.common.message;
