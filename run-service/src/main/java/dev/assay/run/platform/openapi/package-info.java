/** The OpenAPI document: what is generated from the routes, made to be what the server says. */
package dev.assay.run.platform.openapi;
