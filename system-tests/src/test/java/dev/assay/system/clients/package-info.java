/** Clients that are generated from the API's document, as a user of it generates them. */
package dev.assay.system.clients;
