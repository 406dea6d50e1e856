/** Amazon Bedrock: Converse and ConverseStream, signed with Signature Version 4. */
package dev.assay.worker.kind.bedrock;
